/** The archive: campaigns that the list leaves out unless they are asked for. Nothing of them is deleted. */
import { v } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { labelRows, rateRow, wordRows } from "./listed";

/** Moves a campaign into the archive or out of it, with all rows by which it is found. */
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

/** Takes a campaign out of the archive that has been started. */
export const takeOut = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    if ((await ctx.db.get("campaigns", campaignId))?.isArchived) await setArchived(ctx, campaignId, false);
  },
});

/** Deletes the rows by which the list found a campaign that is deleted. */
export const forget = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    for (const { _id } of await wordRows(ctx, campaignId)) await ctx.db.delete("campaignWords", _id);
    for (const { _id } of await labelRows(ctx, campaignId)) await ctx.db.delete("campaignLabels", _id);
    const rate = await rateRow(ctx, campaignId);
    if (rate) await ctx.db.delete("campaignRates", rate._id);
  },
});
