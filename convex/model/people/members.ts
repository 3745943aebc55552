import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import { env, type QueryCtx } from "../../_generated/server";

export function getMember(ctx: QueryCtx, userId: string): Promise<Doc<"members"> | null> {
  return ctx.db
    .query("members")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

export function getMemberByEmail(ctx: QueryCtx, email: string): Promise<Doc<"members"> | null> {
  return ctx.db
    .query("members")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
}

export async function isMember(ctx: QueryCtx, email: string): Promise<boolean> {
  return (await getMemberByEmail(ctx, email)) !== null;
}

/**
 * The addresses that belong to an account and are verified. Few addresses of a batch have an account, so most batches
 * need no call into Better Auth's component.
 */
export async function provenMembers(ctx: QueryCtx, emails: string[]): Promise<Set<string>> {
  const isKnown = await Promise.all(emails.map((email) => isMember(ctx, email)));
  const known = emails.filter((_, index) => isKnown[index]);
  if (known.length === 0) return new Set();
  return new Set(await ctx.runQuery(components.betterAuth.lookup.provenAmong, { emails: known }));
}

/** Whether ADMIN_EMAILS contains this address. If so, its owner becomes an admin again with every sign-in. */
export function isNamedAdmin(email: string): boolean {
  const named = (env.ADMIN_EMAILS ?? "").split(",").map((name) => name.trim().toLowerCase());
  return named.includes(email);
}
