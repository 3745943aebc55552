/** This is a small separate file, because every call of convex/campaigns.ts evaluates it. */
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";

/** Whether the campaign sends reminders automatically. */
export async function hasReminders(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<boolean> {
  const plan = await ctx.db
    .query("reminderPlans")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
  const steps = ctx.db
    .query("reminderSteps")
    .withIndex("by_campaign_and_number", (q) => q.eq("campaignId", campaignId));
  return plan !== null && plan.isOn && (await steps.first()) !== null;
}
