/** A campaign is over when nobody is queued, no batch is under way, and its audience is not changing. */
import { v } from "convex/values";
import { allFailed } from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { type Campaign, cancelJob, step } from "./campaign";
import { countsOf } from "./counts";
import { withStatus } from "./recipients";

/** How many paused campaigns one call checks. */
const CHUNK = 50;

export async function finish(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  await step(ctx, campaign, "finish", {
    actor: { kind: "backend" },
    action: "campaign.finished",
    patch: { finishedAt: Date.now(), pausedBecause: undefined, pausedError: undefined },
  });
  await cancelJob(ctx, campaign);
}

/** The number of unfinished batches, counted up to a limit. */
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
 * Schedules a check whether a paused campaign is over. The pause itself and each batch that ends during the pause call
 * this. The check is a separate call, because it reads what all batches write.
 */
export async function finishPausedSoon(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.finishing.finishPaused, { campaignId });
}

/** Ends a paused campaign that is over, because resuming it would send nothing. It claims no batch. */
export const finishPaused = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status === "paused" && (await isOver(ctx, campaign))) await finish(ctx, campaign);
  },
});

async function isOver(ctx: MutationCtx, { _id, isAudienceChanging }: Campaign): Promise<boolean> {
  if (isAudienceChanging || (await inFlight(ctx, _id, 1)) > 0) return false;
  if ((await withStatus(ctx, _id, "queued").first()) !== null) return false;
  return (await whyNothingWasSent(ctx, _id)) === null;
}

/**
 * Why a campaign has sent nothing: all of its emails failed. It stays paused rather than ending as sent, and resuming
 * it tries them again. Null if something was or may have been sent, or nobody was left to mail.
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

/** Whether only failed recipients are left to send to. */
export async function hasOnlyFailures(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<boolean> {
  const queued = await withStatus(ctx, campaignId, "queued").first();
  return queued === null && (await whyNothingWasSent(ctx, campaignId)) !== null;
}

/**
 * Ends all paused campaigns that are over, a page in each call. A campaign may have got stuck before this check
 * existed.
 */
export async function finishAllPaused(ctx: MutationCtx, cursor: string | null): Promise<void> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("campaigns")
    .withIndex("by_status", (q) => q.eq("status", "paused"))
    .paginate({ numItems: CHUNK, cursor });
  for (const campaign of page) if (await isOver(ctx, campaign)) await finishPausedSoon(ctx, campaign._id);
  const next = { cursor: continueCursor };
  if (!isDone) await ctx.scheduler.runAfter(0, internal.model.campaigns.finishing.finishMorePaused, next);
}

export const finishMorePaused = internalMutation({
  args: { cursor: v.string() },
  handler: (ctx, { cursor }): Promise<void> => finishAllPaused(ctx, cursor),
});
