/**
 * Ends campaigns that are over. A campaign is over when no recipient is queued, no batch is in flight, and its audience
 * is not changing.
 */
import { v } from "convex/values";
import { allFailed } from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { type Campaign, cancelJob, step } from "./campaign";
import { countsOf } from "./counts";
import { withStatus } from "./recipients";
import { after } from "./status";

/** How many paused campaigns one call checks. */
const CHUNK = 50;

export async function finish(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  if (campaign.reminderNumber !== undefined) return rest(ctx, campaign);
  await step(ctx, campaign, "finish", {
    actor: { kind: "backend" },
    action: "campaign.finished",
    patch: { finishedAt: Date.now(), pausedBecause: undefined, pausedError: undefined },
  });
  await cancelJob(ctx, campaign);
}

/**
 * Marks a reminder as sent until more people are due. This can happen every hour, so it is not audited.
 */
async function rest(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  const ended = { finishedAt: Date.now(), pausedBecause: undefined, pausedError: undefined };
  await ctx.db.patch("campaigns", campaign._id, { status: after(campaign, "finish"), ...ended });
  await cancelJob(ctx, campaign);
}

/** The number of batches in flight. It counts at most `upTo` of each status, so that it does not read them all. */
export async function inFlight(ctx: MutationCtx, campaignId: Id<"campaigns">, upTo: number): Promise<number> {
  const counts = await Promise.all(
    (["waiting", "sending"] as const).map(async (status) => {
      const batches = ctx.db
        .query("batches")
        .withIndex("by_campaign_and_status", (q) => q.eq("campaignId", campaignId).eq("status", status));
      return (await batches.take(upTo)).length;
    }),
  );
  return counts.reduce((a, b) => a + b, 0);
}

/**
 * Schedules the check whether a paused campaign is over. A pause calls this, and so does each batch that ends during
 * the pause. The check runs in its own transaction, because it reads rows that every batch writes.
 */
export async function finishPausedSoon(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.finishing.finishPaused, { campaignId });
}

/** Ends a paused campaign that is over, because resuming it would send nothing. This check claims no batch. */
export const finishPaused = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status === "paused" && (await isOver(ctx, campaign))) await finish(ctx, campaign);
  },
});

/** A paused reminder is never over: people who are due for it later wait for somebody to resume it. */
async function isOver(
  ctx: MutationCtx,
  { _id, isAudienceChanging, reminderNumber }: Campaign,
): Promise<boolean> {
  if (reminderNumber !== undefined) return false;
  if (isAudienceChanging || (await inFlight(ctx, _id, 1)) > 0) return false;
  if ((await withStatus(ctx, _id, "queued").first()) !== null) return false;
  return (await whyNothingWasSent(ctx, _id)) === null;
}

/**
 * The reason why a campaign has sent nothing, if all of its emails failed. Such a campaign stays paused, and resuming
 * it tries the emails again. Null if an email was or may have been sent, or if there was nobody to mail.
 */
export async function whyNothingWasSent(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
): Promise<string | null> {
  const { sent = 0, failed = 0 } = await countsOf(ctx, campaignId);
  if (sent > 0 || failed === 0) return null;
  const one = await withStatus(ctx, campaignId, "failed").first();
  const batch = one?.batchId && (await ctx.db.get("batches", one.batchId));
  if (batch?.isUncertain) return null;
  return allFailed(failed, one?.error ?? "");
}

/** Whether a campaign has sent nothing and has only failed recipients left. */
export async function hasOnlyFailures(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<boolean> {
  const queued = await withStatus(ctx, campaignId, "queued").first();
  return queued === null && (await whyNothingWasSent(ctx, campaignId)) !== null;
}

/**
 * Schedules the end of all paused campaigns that are over, a page in each call. This is for campaigns that were paused
 * before `finishPausedSoon` existed.
 */
export async function finishAllPaused(ctx: MutationCtx, cursor: string | null): Promise<void> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("campaigns")
    .withIndex("by_status_and_pausedBecause", (q) => q.eq("status", "paused"))
    .paginate({ numItems: CHUNK, cursor });
  for (const campaign of page) if (await isOver(ctx, campaign)) await finishPausedSoon(ctx, campaign._id);
  const next = { cursor: continueCursor };
  if (!isDone) await ctx.scheduler.runAfter(0, internal.model.campaigns.finishing.finishMorePaused, next);
}

export const finishMorePaused = internalMutation({
  args: { cursor: v.string() },
  handler: (ctx, { cursor }): Promise<void> => finishAllPaused(ctx, cursor),
});
