/**
 * When an account was last used, to the hour. The time has its own table, because every open page of the account reads
 * the member, and its queries would run again with each change.
 */
import { v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { HOUR } from "../time";

/** Records that an account is in use at the time `at`, in ms. Writes at most once an hour for each account. */
export async function noteSeen(ctx: MutationCtx, userId: string, at = Date.now()): Promise<void> {
  const row = await rowOf(ctx, userId);
  if (!row) await ctx.db.insert("lastSeen", { userId, at });
  else if (at >= row.at + HOUR) await ctx.db.patch("lastSeen", row._id, { at });
}

/** Called when Better Auth extends a session. */
export const note = internalMutation({
  args: { userId: v.string() },
  handler: (ctx, { userId }): Promise<void> => noteSeen(ctx, userId),
});

/** When the account was last used, in ms. Null if it has not been used since these times are recorded. */
export async function lastSeenOf(ctx: QueryCtx, userId: string): Promise<number | null> {
  return (await rowOf(ctx, userId))?.at ?? null;
}

export async function forgetSeen(ctx: MutationCtx, userId: string): Promise<void> {
  const row = await rowOf(ctx, userId);
  if (row) await ctx.db.delete("lastSeen", row._id);
}

function rowOf(ctx: QueryCtx, userId: string): Promise<Doc<"lastSeen"> | null> {
  return ctx.db
    .query("lastSeen")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}
