import type { QueryCtx } from "../../_generated/server";

export async function hasPasskey(ctx: QueryCtx, userId: string): Promise<boolean> {
  const first = await ctx.db
    .query("passkeys")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .first();
  return first !== null;
}
