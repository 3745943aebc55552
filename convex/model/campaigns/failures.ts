/** Handles batches that the provider did not accept. The batch is sent again, or its campaign pauses with a reason. */
import { v } from "convex/values";
import { attemptsFailed, MISSED_SLOT } from "../../../lib/messages/campaign-status";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { getOpenBatch, giveUpOn, takeBack } from "./batches";
import { enqueueAgain } from "./enqueueing";
import { reportRefusal } from "../mailReports";
import { pauseBecause } from "./pausing";

/**
 * After this many attempts in a row without an answer the campaign pauses. The waits between these attempts add up to
 * 15 to 31 seconds.
 */
const MAX_ATTEMPTS = 6;
/** The wait before the next attempt, in ms. It doubles with each attempt. */
const BACKOFF = { first: 1_000, longest: 60_000 };

/** Gives a batch that missed its slot a new one. */
export const missedSlot = internalMutation({
  args: { batchId: v.id("batches") },
  handler: (ctx, { batchId }): Promise<void> =>
    retry(ctx, batchId, { why: MISSED_SLOT, wait: 0, wasRefused: true }),
});

/**
 * Sends a batch again that the provider did not answer or asked us to send later. The next attempt waits as long as the
 * provider asked, or longer with backoff and jitter.
 */
export const defer = internalMutation({
  args: {
    batchId: v.id("batches"),
    why: v.string(),
    error: v.optional(v.string()),
    retryAfterSeconds: v.number(),
    wasRefused: v.boolean(),
  },
  handler: async (ctx, { batchId, retryAfterSeconds, ...failure }): Promise<void> => {
    if (failure.error !== undefined) await reportRefusal(ctx, failure.error);
    const attempts = (await ctx.db.get("batches", batchId))?.attempts ?? 0;
    const backoff = Math.min(BACKOFF.longest, BACKOFF.first * 2 ** attempts) * (0.5 + Math.random() / 2);
    await retry(ctx, batchId, { ...failure, wait: Math.max(retryAfterSeconds * 1_000, backoff) });
  },
});

/** Ends a batch because the provider answered that it will never accept it. */
export const giveUp = internalMutation({
  args: { batchId: v.id("batches"), why: v.string(), error: v.optional(v.string()) },
  handler: async (ctx, { batchId, why, error }): Promise<void> => {
    const batch = await getOpenBatch(ctx, batchId);
    if (batch) await giveUpOn(ctx, batch, why, error);
  },
});

/**
 * Pauses the campaign because the provider refused the account, not the mail. The batch's recipients go back into the
 * queue, unless the provider may have accepted an earlier attempt.
 */
export const refuse = internalMutation({
  args: { batchId: v.id("batches"), why: v.string(), error: v.optional(v.string()) },
  handler: async (ctx, { batchId, why, error }): Promise<void> => {
    const batch = await getOpenBatch(ctx, batchId);
    if (!batch) return;
    if (error !== undefined) await reportRefusal(ctx, error);
    await pauseBecause(ctx, batch.campaignId, why, error);
    const campaign = await ctx.db.get("campaigns", batch.campaignId);
    if (campaign && !batch.isUncertain) await takeBack(ctx, batch, campaign);
  },
});

interface Failure {
  why: string;
  /** The name of the provider's error. */
  error?: string;
  /** The least time until the next attempt, in ms. */
  wait: number;
  /** True if the provider has certainly not accepted this attempt: it refused it, or the attempt was never sent. */
  wasRefused: boolean;
}

/** Schedules the next attempt. After too many attempts in a row without an answer, pauses the campaign instead. */
async function retry(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  { why, error, wait, wasRefused }: Failure,
): Promise<void> {
  const batch = await getOpenBatch(ctx, batchId);
  if (!batch) return;
  const attempts = wasRefused ? 0 : batch.attempts + 1;
  const status = wasRefused && !batch.isUncertain ? "waiting" : "sending";
  await ctx.db.patch("batches", batchId, { attempts, status, error });
  if (attempts < MAX_ATTEMPTS) return enqueueAgain(ctx, batchId, wait);
  const last = attemptsFailed(attempts, why);
  await pauseBecause(ctx, batch.campaignId, last, error);
}
