/** What happens when the provider did not accept a batch: it is sent again, or its campaign pauses with a reason. */
import { v } from "convex/values";
import { attemptsFailed, MISSED_SLOT } from "../../../lib/messages/campaign-status";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { enqueueAgain, getOpenBatch, giveUpOn, takeBack } from "./batches";
import { reportRefusal } from "../mailReports";
import { pauseBecause } from "./pausing";

/**
 * Attempts in a row without an answer before the campaign pauses. With the waits in between they take at least half a
 * minute.
 */
const MAX_ATTEMPTS = 6;
/** In ms. The wait doubles with each attempt. */
const BACKOFF = { first: 1_000, longest: 60_000 };

/** The batch missed its slot and reserves another one. */
export const missedSlot = internalMutation({
  args: { batchId: v.id("batches") },
  handler: (ctx, { batchId }): Promise<void> =>
    retry(ctx, batchId, { why: MISSED_SLOT, wait: 0, wasRefused: true }),
});

/**
 * The provider did not answer, or asked us to wait. Waits as long as the provider asks, otherwise with backoff and
 * jitter.
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

/** The provider answered that it will never accept this batch. */
export const giveUp = internalMutation({
  args: { batchId: v.id("batches"), why: v.string(), error: v.optional(v.string()) },
  handler: async (ctx, { batchId, why, error }): Promise<void> => {
    const batch = await getOpenBatch(ctx, batchId);
    if (batch) await giveUpOn(ctx, batch, why, error);
  },
});

/**
 * The provider refused the account rather than the mail: the campaign pauses, and the batch goes back into the queue.
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
  /** At least this long until the next attempt, in ms. */
  wait: number;
  /** The provider answered, and has accepted nothing. */
  wasRefused: boolean;
}

/** Schedules the next attempt, or pauses the campaign after too many attempts in a row without an answer. */
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
