import { type Role, ROLE_RANK } from "../../../lib/roles";
import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { type Actor, audit } from "../audit";
import { enterWords } from "./directory";

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
 * Those of the addresses that have an account with a verified address. Few addresses of a batch have an account, so
 * most batches need no call into the component.
 */
export async function provenMembers(ctx: QueryCtx, emails: string[]): Promise<Set<string>> {
  const isKnown = await Promise.all(emails.map((email) => isMember(ctx, email)));
  const known = emails.filter((_, index) => isKnown[index]);
  if (known.length === 0) return new Set();
  return new Set(await ctx.runQuery(components.betterAuth.lookup.provenAmong, { emails: known }));
}

interface Welcome {
  profile?: Record<string, string>;
  /** The role that the link gives; it never takes one away. */
  grants?: Role;
  grantedBy?: Actor;
}

/**
 * Makes sure that a user who has just signed in is a member, and an admin if ADMIN_EMAILS names their verified address.
 * Returns the previous row, or null for a new member. The name is that of a new user.
 */
export async function welcome(
  ctx: MutationCtx,
  user: { id: string; email: string; emailVerified: boolean; name?: string },
  { profile = {}, grants = "member", grantedBy = { kind: "backend" } }: Welcome = {},
): Promise<Doc<"members"> | null> {
  const member = await getMember(ctx, user.id);
  const from = member?.role ?? "member";
  const isNamed = user.emailVerified && isNamedAdmin(user.email);
  const role = highest(from, grants, isNamed ? "admin" : "member");
  if (!member) {
    const { id: userId, email, name } = user;
    const memberId = await ctx.db.insert("members", { userId, email, name, role, profile });
    await enterWords(ctx, memberId, user);
  } else if (role !== member.role || Object.keys(profile).length > 0) {
    await ctx.db.patch("members", member._id, { role, profile: { ...member.profile, ...profile } });
  }
  if (role !== from) {
    const actor: Actor = role === grants ? grantedBy : { kind: "backend" };
    await audit(ctx, "role.changed", { actor, subject: user.email, details: { from, to: role } });
  }
  return member;
}

function highest(...roles: Role[]): Role {
  return roles.reduce((a, b) => (ROLE_RANK[b] > ROLE_RANK[a] ? b : a));
}

/** Whether ADMIN_EMAILS names this address. If so, its owner becomes an admin again with every sign-in. */
export function isNamedAdmin(email: string): boolean {
  const named = (env.ADMIN_EMAILS ?? "").split(",").map((name) => name.trim().toLowerCase());
  return named.includes(email);
}
