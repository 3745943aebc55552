/** Continues what was interrupted by a pause or because a process died. */
import { v } from "convex/values";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { enqueueAgain } from "./batches";
import { type Campaign, nextStepOf } from "./campaign";
import { reviveProjector } from "./deliveryEvents";
import { finishAllPaused } from "./finishing";
import { BATCH_SIZE } from "./recipients";
import { hasTemplate, proceedLater, startSending } from "./sending";

/** A step that is overdue by this long, in ms, was lost with the process that ran it. */
const STALE_AFTER = 5 * 60_000;
/** Rows that one call continues. */
const CHUNK = 50;

/** Runs every minute and continues what a process that died has left behind. */
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

/** A repeat is safe, because the provider recognises the batch by its id. */
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
      .withIndex("by_status", (q) => q.eq("status", status))
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
 * Sends the batches of a paused campaign again that the provider may have received but never answered. A mutation of its
 * own, so that what marketers call does not evaluate the sending of batches. The caller's transaction includes it.
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
