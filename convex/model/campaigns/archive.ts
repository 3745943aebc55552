/** The archive. The list shows archived campaigns only on request. Archiving deletes nothing. */
import { v } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { approvalOf } from "./approval";
import { labelRows, rateRow, wordRows } from "./listed";

/** Moves a campaign into or out of the archive, together with the rows by which searches find it. */
export async function setArchived(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  isArchived: boolean,
): Promise<void> {
  await ctx.db.patch("campaigns", campaignId, { isArchived: isArchived || undefined });
  for (const { _id } of await wordRows(ctx, campaignId))
    await ctx.db.patch("campaignWords", _id, { isArchived });
  for (const { _id } of await labelRows(ctx, campaignId))
    await ctx.db.patch("campaignLabels", _id, { isArchived });
  const rate = await rateRow(ctx, campaignId);
  if (rate) await ctx.db.patch("campaignRates", rate._id, { isArchived });
}

/** Takes a campaign that has been started out of the archive. */
export const takeOut = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    if ((await ctx.db.get("campaigns", campaignId))?.isArchived) await setArchived(ctx, campaignId, false);
  },
});

/** Deletes the rows by which searches find a campaign, and the request for its approval. For a draft that is deleted. */
export async function leaveList(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  for (const { _id } of await wordRows(ctx, campaignId)) await ctx.db.delete("campaignWords", _id);
  for (const { _id } of await labelRows(ctx, campaignId)) await ctx.db.delete("campaignLabels", _id);
  const rate = await rateRow(ctx, campaignId);
  if (rate) await ctx.db.delete("campaignRates", rate._id);
  const asked = await approvalOf(ctx, campaignId);
  if (asked) await ctx.db.delete("approvals", asked._id);
}
