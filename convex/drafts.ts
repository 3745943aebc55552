/** Deletes and restores drafts. This is a separate file, because campaigns.ts runs often and must stay small. */
import { v } from "convex/values";
import { NO_LONGER_KEPT } from "../lib/messages/campaign-status";
import { fail } from "./errors";
import { writerMutation } from "./functions";
import { requireCampaign } from "./model/campaigns/campaign";
import { deleteDraft, restoreDraft } from "./model/campaigns/deletion";

/** Deletes a draft. `restore` brings it back with its audience until it is swept, 30 days later. */
export const remove = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    await deleteDraft(ctx, await requireCampaign(ctx, campaignId), ctx.viewer);
    return null;
  },
});

/** Brings a deleted draft back. Does nothing if somebody else has restored it. */
export const restore = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = (await ctx.db.get("campaigns", campaignId)) ?? fail("not_found", NO_LONGER_KEPT);
    if (campaign.status !== "draft") await restoreDraft(ctx, campaign, ctx.viewer);
    return null;
  },
});
