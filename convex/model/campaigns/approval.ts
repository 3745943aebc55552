/** Approval: a writer asks for it, and whoever launches the campaign gives it. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";

export function approvalOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"approvals"> | null> {
  return ctx.db
    .query("approvals")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

/** Ends the request for approval. Returns what the audit log says about a launch: who wrote, and who asked. */
export async function approve(
  ctx: MutationCtx,
  { _id, invitedBy }: Campaign,
): Promise<Record<string, string>> {
  const asked = await approvalOf(ctx, _id);
  if (asked) await ctx.db.delete("approvals", asked._id);
  return { writtenBy: invitedBy, ...(asked ? { askedBy: asked.email } : {}) };
}
