/** Enters campaigns into the search and the order of their list. */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import type { Campaign } from "./campaign";
import { enterCampaignWords, namedFields } from "./listed";
import { enterRate } from "./rates";

const BATCH = 25;

/** Enters a campaign whose name or subject has changed. */
export const enter = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign && campaign.status !== "deleted") await enterNames(ctx, campaign);
  },
});

/** Enters campaigns that were created before the list had a search. A cron job calls this. */
export const complete = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const campaigns = await ctx.db
      .query("campaigns")
      .withIndex("by_sortName", (q) => q.eq("sortName", undefined))
      .take(BATCH);
    for (const campaign of campaigns) {
      await enterNames(ctx, campaign);
      await enterRate(ctx, campaign);
    }
    if (campaigns.length === BATCH)
      await ctx.scheduler.runAfter(0, internal.model.campaigns.completion.complete, {});
  },
});

async function enterNames(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  const fields = namedFields(campaign);
  if (fields.sortName !== campaign.sortName) await ctx.db.patch("campaigns", campaign._id, fields);
  await enterCampaignWords(ctx, campaign._id, campaign);
}
