import type { MutationCtx } from "../../_generated/server";

const BATCH = 500;

/** Deletes a batch of spent challenges that nobody could use any more; true when there may be more. */
export async function sweepChallenges(ctx: MutationCtx): Promise<boolean> {
  const over = await ctx.db
    .query("spentChallenges")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now()))
    .take(BATCH);
  for (const { _id } of over) await ctx.db.delete("spentChallenges", _id);
  return over.length === BATCH;
}
