import { v } from "convex/values";
import { internalMutation, internalQuery } from "./functions";
import * as batches from "./model/campaigns/batches";
import * as sending from "./model/campaigns/sending";
import { MINUTE } from "./model/links/loginLink";
import { reviveProjector } from "./model/campaigns/deliveryEvents";
import { takeTurn as takeProviderTurn } from "./mail/pace";

const STALE_AFTER = 5 * MINUTE;
const BACKOFF = 1_000;
const MAX_BACKOFF = 60_000;

/** A campaign that was launched, or whose time has come, and whose mail is to be rendered. */
export const toPrepare = internalQuery({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    return campaign?.status === "sending" || campaign?.status === "scheduled" ? campaign : null;
  },
});

export const begin = internalMutation({
  args: { campaignId: v.id("campaigns"), template: v.string() },
  handler: (ctx, { campaignId, template }) => sending.begin(ctx, campaignId, template),
});

export const abandon = internalMutation({
  args: { campaignId: v.id("campaigns"), why: v.string() },
  handler: (ctx, { campaignId, why }) => sending.abandon(ctx, campaignId, why),
});

export const proceed = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }) => sending.proceed(ctx, campaignId),
});

export const claim = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }) => sending.claimBatch(ctx, campaignId),
});

export const beginBatch = internalMutation({
  args: { batchId: v.id("batches") },
  handler: (ctx, { batchId }) => batches.beginBatch(ctx, batchId),
});

/** Answers 0, or how long to wait, in ms. */
export const takeTurn = internalMutation({
  args: { dueAt: v.number() },
  handler: (ctx, { dueAt }) => takeProviderTurn(ctx, dueAt),
});

/** For a batch that has not left, because others were before it: it goes to the end of the line. */
export const lineUp = internalMutation({
  args: { batchId: v.id("batches") },
  handler: (ctx, { batchId }) =>
    batches.deferBatch(ctx, batchId, { why: "It was not its turn.", wait: 0, wasRefused: true }),
});

export const recordBatch = internalMutation({
  args: {
    batchId: v.id("batches"),
    results: v.array(
      v.object({
        recipientId: v.id("recipients"),
        providerId: v.optional(v.string()),
        error: v.optional(v.string()),
      }),
    ),
  },
  handler: (ctx, { batchId, results }) => batches.recordBatch(ctx, batchId, results),
});

export const failBatch = internalMutation({
  args: { batchId: v.id("batches"), why: v.string() },
  handler: (ctx, { batchId, why }) => batches.failBatch(ctx, batchId, why),
});

export const refuseBatch = internalMutation({
  args: { batchId: v.id("batches"), why: v.string() },
  handler: (ctx, { batchId, why }) => batches.refuseBatch(ctx, batchId, why),
});

/** Waits as long as the provider asks, else twice as long with each try, with jitter. */
export const deferBatch = internalMutation({
  args: {
    batchId: v.id("batches"),
    why: v.string(),
    retryAfterSeconds: v.number(),
    wasRefused: v.boolean(),
  },
  handler: async (ctx, { batchId, retryAfterSeconds, ...trouble }) => {
    const attempts = (await ctx.db.get("batches", batchId))?.attempts ?? 0;
    const backoff = Math.min(MAX_BACKOFF, BACKOFF * 2 ** attempts) * (0.5 + Math.random() / 2);
    const wait = Math.max(retryAfterSeconds * 1_000, backoff);
    await batches.deferBatch(ctx, batchId, { ...trouble, wait });
  },
});

export const withdraw = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }) => sending.withdrawQueued(ctx, campaignId),
});

export const requeueFailed = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }) => sending.requeueFailed(ctx, campaignId),
});

/** Sends what a process that died has left behind. */
export const revive = internalMutation({
  args: {},
  handler: async (ctx) => {
    const before = Date.now() - STALE_AFTER;
    await batches.reviveStaleBatches(ctx, before);
    await sending.reviveStalledCampaigns(ctx);
    await reviveProjector(ctx, before);
  },
});
