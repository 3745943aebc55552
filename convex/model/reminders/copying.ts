import { v } from "convex/values";
import { internalMutation } from "../../functions";
import { getReminders } from "./plans";

/**
 * Gives a copy of a campaign the same reminders. It is a mutation, so that the code for marketers does not evaluate
 * this code. It runs in the caller's transaction.
 */
export const copy = internalMutation({
  args: { from: v.id("campaigns"), to: v.id("campaigns") },
  handler: async (ctx, { from, to: campaignId }): Promise<void> => {
    const reminders = await getReminders(ctx, from);
    if (!reminders) return;
    const { isOn, timeZone, notAtNight, notOnWeekends } = reminders.plan;
    const rules = { isOn, timeZone, notAtNight, notOnWeekends };
    await ctx.db.insert("reminderPlans", { campaignId, ...rules, version: 1, isOpen: false });
    for (const { number, days, hour, subject, body, buttonLabel } of reminders.steps) {
      const step = { number, days, hour, subject, body, buttonLabel };
      await ctx.db.insert("reminderSteps", { campaignId, ...step });
    }
  },
});
