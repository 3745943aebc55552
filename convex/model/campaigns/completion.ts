/** Enters campaigns into the list's search and order that were created before these existed. */
import { internal } from "../../_generated/api";
import { internalMutation } from "../../functions";
import { enterCampaignWords, namedFields } from "./listed";
import { enterRate } from "./rates";

const BATCH = 25;

/** Continues until every campaign is entered. A cron job calls this. */
export const complete = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const campaigns = await ctx.db
      .query("campaigns")
      .withIndex("by_sortName", (q) => q.eq("sortName", undefined))
      .take(BATCH);
    for (const campaign of campaigns) {
      await ctx.db.patch("campaigns", campaign._id, namedFields(campaign));
      await enterCampaignWords(ctx, campaign._id, campaign);
      await enterRate(ctx, campaign);
    }
    if (campaigns.length === BATCH)
      await ctx.scheduler.runAfter(0, internal.model.campaigns.completion.complete, {});
  },
});
