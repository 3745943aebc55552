/**
 * How a campaign goes out: it claims a hundred recipients at a time and makes their links; model/batches.ts sends them.
 * Each step is one transaction, and repeating any of them sends nobody a second mail.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { enqueueBatch } from "../mail/queue";
import { reserveProviderRequest } from "../rateLimits";
import { type Campaign, step } from "./campaigns";
import { count } from "./counts";
import { createLink, DAY } from "./loginLink";

export const BATCH_SIZE = 100;
/** Rows that one mutation moves from one status to another. */
const CHUNK = 500;
/** Batches on their way at once: enough to keep a fast provider busy, few enough to stop soon. */
const MAX_IN_FLIGHT = 20;
const BUSY_WAIT = 250;
const MAX_FAILURES_IN_A_ROW = 8;
const BACKEND = { kind: "backend" } as const;

type Recipient = Doc<"recipients">;

/** Keeps the rendered mail and begins to claim; a scheduled campaign becomes a sending one. */
export async function begin(ctx: MutationCtx, campaignId: Id<"campaigns">, template: string): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (!campaign) return;
  if (campaign.status === "scheduled") {
    await step(ctx, campaign, "launch", {
      actor: BACKEND,
      action: "campaign.launched",
      patch: { launchedAt: Date.now(), scheduledFor: undefined },
    });
  } else if (campaign.status !== "sending") return;
  if (!(await findTemplate(ctx, campaignId)))
    await ctx.db.insert("campaignTemplates", { campaignId, template });
  await claimLater(ctx, campaignId, 0);
}

/** Takes the next recipients out of the queue, and goes on until it is empty. */
export async function claimBatch(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  if ((await inFlight(ctx, campaignId, MAX_IN_FLIGHT)) >= MAX_IN_FLIGHT)
    return claimLater(ctx, campaignId, BUSY_WAIT);
  const queued = await withStatus(ctx, campaignId, "queued").take(BATCH_SIZE);
  if (queued.length === 0) return finishIfDone(ctx, campaignId);
  const batchId = await ctx.db.insert("batches", {
    campaignId,
    status: "waiting",
    attempts: 0,
    touchedAt: Date.now(),
  });
  for (const recipient of queued) await claim(ctx, campaign, batchId, recipient);
  await enqueueBatch(ctx, batchId, await reserveProviderRequest(ctx));
  await claimLater(ctx, campaignId, 0);
}

async function claim(ctx: MutationCtx, campaign: Campaign, batchId: Id<"batches">, recipient: Recipient) {
  const link = await createLink(ctx, invite(campaign, recipient));
  await ctx.db.patch("recipients", recipient._id, { status: "claimed", batchId, linkId: link._id });
}

function invite(campaign: Campaign, recipient: Recipient) {
  return {
    purpose: "invite" as const,
    email: recipient.email,
    name: recipient.name,
    next: campaign.next,
    lifetime: campaign.lifetimeDays * DAY,
    verifiesEmail: true,
    mintedBy: { kind: "user" as const, userId: campaign.createdBy, email: campaign.invitedBy },
    recipientId: recipient._id,
  };
}

async function claimLater(ctx: MutationCtx, campaignId: Id<"campaigns">, wait: number): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(wait, internal.sending.claim, { campaignId });
  await ctx.db.patch("campaigns", campaignId, { jobId });
}

/** Ends a campaign that has nothing queued and nothing on its way. */
export async function finishIfDone(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending" || (await inFlight(ctx, campaignId, 1)) > 0) return;
  if (await withStatus(ctx, campaignId, "queued").first()) return;
  await step(ctx, campaign, "finish", {
    actor: BACKEND,
    action: "campaign.finished",
    patch: { finishedAt: Date.now(), jobId: undefined },
  });
}

export async function noteFailure(ctx: MutationCtx, campaignId: Id<"campaigns">, why: string): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (!campaign) return;
  const failuresInARow = (campaign.failuresInARow ?? 0) + 1;
  await ctx.db.patch("campaigns", campaignId, { failuresInARow });
  if (failuresInARow >= MAX_FAILURES_IN_A_ROW) {
    await pauseBecause(ctx, campaignId, `${failuresInARow} failures in a row, the last one: ${why}`);
  }
}

export async function pauseBecause(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  why: string,
): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  await step(ctx, campaign, "pause", {
    actor: BACKEND,
    action: "campaign.paused",
    patch: { pausedBecause: why, failuresInARow: 0 },
    details: { why },
  });
}

export async function withdrawQueued(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const queued = await withStatus(ctx, campaignId, "queued").take(CHUNK);
  for (const { _id } of queued) await ctx.db.patch("recipients", _id, { status: "withdrawn" });
  await count(ctx, campaignId, "sender", { withdrawn: queued.length });
  if (queued.length === CHUNK) await ctx.scheduler.runAfter(0, internal.sending.withdraw, { campaignId });
}

export async function requeueFailed(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const failed = await withStatus(ctx, campaignId, "failed").take(CHUNK);
  for (const { _id } of failed) {
    const cleared = { batchId: undefined, error: undefined, failedAt: undefined };
    await ctx.db.patch("recipients", _id, { status: "queued", ...cleared });
  }
  await count(ctx, campaignId, "sender", { failed: -failed.length });
  if (failed.length === CHUNK)
    await ctx.scheduler.runAfter(0, internal.sending.requeueFailed, { campaignId });
  else await claimLater(ctx, campaignId, 0);
}

/** A campaign whose next claim was lost claims again. */
export async function reviveStalledCampaigns(ctx: MutationCtx): Promise<void> {
  const running = await ctx.db
    .query("campaigns")
    .withIndex("by_status", (q) => q.eq("status", "sending"))
    .take(50);
  for (const campaign of running) {
    const job = campaign.jobId && (await ctx.db.system.get("_scheduled_functions", campaign.jobId));
    const isAlive = job?.state.kind === "pending" || job?.state.kind === "inProgress";
    if (isAlive || !(await findTemplate(ctx, campaign._id))) continue;
    await claimLater(ctx, campaign._id, 0);
  }
}

function withStatus(ctx: MutationCtx, campaignId: Id<"campaigns">, status: Recipient["status"]) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_status_and_email", (q) =>
      q.eq("campaignId", campaignId).eq("status", status),
    );
}

async function inFlight(ctx: MutationCtx, campaignId: Id<"campaigns">, upTo: number): Promise<number> {
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

function findTemplate(ctx: MutationCtx, campaignId: Id<"campaigns">) {
  return ctx.db
    .query("campaignTemplates")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export async function templateOf(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<string> {
  const row = await findTemplate(ctx, campaignId);
  if (!row) throw new Error(`Campaign ${campaignId} is sending without a template.`);
  return row.template;
}
