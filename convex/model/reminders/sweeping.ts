/** Starts the claims. A cron job runs it every minute, so a claim that was lost with its process starts again. */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { getReminders, type Plan, stateOf } from "./plans";
import { claimUnlessRunning, dueNow } from "./runs";

/** How many plans one call checks. */
const CHUNK = 50;

export const sweep = internalMutation({
  args: { cursor: v.optional(v.string()) },
  handler: async (ctx, { cursor = null }): Promise<void> => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("reminderPlans")
      .withIndex("by_isOpen", (q) => q.eq("isOpen", true))
      .paginate({ numItems: CHUNK, cursor });
    for (const plan of page) await sweepOne(ctx, plan);
    const next = { cursor: continueCursor };
    if (!isDone) await ctx.scheduler.runAfter(0, internal.model.reminders.sweeping.sweep, next);
  },
});

async function sweepOne(ctx: MutationCtx, plan: Plan): Promise<void> {
  const { campaignId } = plan;
  const state = stateOf(await ctx.db.get("campaigns", campaignId), plan);
  if (state === "waits") return;
  if (state === "over")
    return void (await ctx.scheduler.runAfter(0, internal.model.reminders.sweeping.end, { campaignId }));
  const steps = (await getReminders(ctx, campaignId))?.steps ?? [];
  for (const { number } of steps)
    if (await dueNow(ctx, { campaignId, number }).first())
      await claimUnlessRunning(ctx, { campaignId, number });
  if (!(await anyDue(ctx, plan))) await ctx.db.patch("reminderPlans", plan._id, { isOpen: false });
}

async function anyDue(ctx: MutationCtx, { campaignId }: Plan): Promise<boolean> {
  const due = ctx.db
    .query("dueReminders")
    .withIndex("by_campaign_and_number_and_dueAt", (q) => q.eq("campaignId", campaignId));
  return (await due.first()) !== null;
}

/** Ends the plan of a campaign that was cancelled. */
export const end = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const reminders = await getReminders(ctx, campaignId);
    if (!reminders || stateOf(await ctx.db.get("campaigns", campaignId), reminders.plan) !== "over") return;
    await ctx.db.patch("reminderPlans", reminders.plan._id, { isOpen: false });
    await ctx.scheduler.runAfter(0, internal.model.reminders.switching.forgetAll, { campaignId });
  },
});
