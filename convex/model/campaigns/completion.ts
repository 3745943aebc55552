/** Adds the rows for searching and sorting to campaigns that were created before the list had them. */
import { internal } from "../../_generated/api";
import { internalMutation } from "../../functions";
import { enterCampaignWords, namedFields } from "./listed";
import { enterRate } from "./rates";

const BATCH = 25;

/** Continues until every campaign has these rows. A cron job calls this. */
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
