import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";

export function openingOf(ctx: QueryCtx, recipientId: Id<"recipients">): Promise<Doc<"linkOpenings"> | null> {
  return ctx.db
    .query("linkOpenings")
    .withIndex("by_recipient", (q) => q.eq("recipientId", recipientId))
    .unique();
}

/** Who opened a recipient's link, for the timeline. Null if nobody did, or nobody has been judged yet. */
export async function shownOpening(ctx: QueryCtx, recipientId: Id<"recipients">) {
  const opening = await openingOf(ctx, recipientId);
  return opening && { verdict: opening.verdict, reason: opening.reason, isFiltered: opening.isFiltered };
}
