/** Continues work that was interrupted by a pause or by a process that died. */
import { v } from "convex/values";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { type Campaign, nextStepOf } from "./campaign";
import { reviveProjector } from "./deliveryEvents";
import { enqueueAgain } from "./enqueueing";
import { finishAllPaused } from "./finishing";
import { BATCH_SIZE } from "./recipients";
import { proceedLater, startSending } from "./starting";
import { hasTemplate } from "./templates";

/** A batch or event that is overdue by this long, in ms, was lost with the process that handled it. */
const STALE_AFTER = 5 * 60_000;
/** How many rows of each status one call continues. */
const CHUNK = 50;

/** Continues work that was lost with a process that died. A cron job runs it every minute. */
export const revive = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const before = Date.now() - STALE_AFTER;
    await reviveStaleBatches(ctx, before);
    await reviveStalledCampaigns(ctx);
    await reviveProjector(ctx, before);
    await finishAllPaused(ctx, null);
  },
});

/**
 * Queues overdue batches again. That is safe, because a batch's id is its idempotency key, so the provider accepts it
 * only once.
 */
async function reviveStaleBatches(ctx: MutationCtx, before: number): Promise<void> {
  for (const status of ["waiting", "sending"] as const) {
    const stale = await ctx.db
      .query("batches")
      .withIndex("by_status_and_dueAt", (q) => q.eq("status", status).lt("dueAt", before))
      .take(CHUNK);
    for (const { _id } of stale) await enqueueAgain(ctx, _id, 0);
  }
}

async function reviveStalledCampaigns(ctx: MutationCtx): Promise<void> {
  for (const status of ["scheduled", "sending"] as const) {
    const campaigns = await ctx.db
      .query("campaigns")
      .withIndex("by_status_and_pausedBecause", (q) => q.eq("status", status))
      .take(CHUNK);
    for (const campaign of campaigns) {
      if (await hasNextStep(ctx, campaign)) continue;
      if (await hasTemplate(ctx, campaign._id)) await proceedLater(ctx, campaign._id, 0);
      else await startSending(ctx, campaign._id, campaign.scheduledFor);
    }
  }
}

async function hasNextStep(ctx: MutationCtx, { _id, jobId }: Campaign): Promise<boolean> {
  const step = await nextStepOf(ctx, _id);
  for (const id of [jobId, step?.jobId]) {
    const job = id && (await ctx.db.system.get("_scheduled_functions", id));
    if (job?.state.kind === "pending" || job?.state.kind === "inProgress") return true;
  }
  return false;
}

/**
 * Sends those batches of a paused campaign again that the provider may have received but never answered. It is a
 * mutation, so that the code for marketers does not evaluate the code that sends batches. It runs in the caller's
 * transaction.
 */
export const repeatUnanswered = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const unanswered = await ctx.db
      .query("batches")
      .withIndex("by_campaign_and_status", (q) => q.eq("campaignId", campaignId).eq("status", "sending"))
      .take(BATCH_SIZE);
    for (const { _id } of unanswered) {
      await ctx.db.patch("batches", _id, { attempts: 0 });
      await enqueueAgain(ctx, _id, 0);
    }
  },
});
