/**
 * How a campaign goes out: claim a hundred recipients, make their links, fix who is in the batch, send it under its id,
 * write down what became of each. Each step is one transaction, and repeating any of them sends nobody a second mail.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { enqueueBatch } from "../mail/queue";
import { reserveProviderRequest } from "../rateLimits";
import { type Campaign, step } from "./campaigns";
import { count, countInHour } from "./counts";
import { createLink, DAY, type LoginLink, revoke } from "./loginLink";
import { apply } from "./recipientStatus";
import { getSuppression } from "./suppressions";

export const BATCH_SIZE = 100;
/** Rows that one mutation moves from one status to another. */
const CHUNK = 500;
/** Batches on their way at once: enough to keep a fast provider busy, few enough to stop soon. */
const MAX_IN_FLIGHT = 20;
const BUSY_WAIT = 250;
const MAX_ATTEMPTS = 12;
const MAX_FAILURES_IN_A_ROW = 8;
const BACKEND = { kind: "backend" } as const;

type Recipient = Doc<"recipients">;
type Batch = Doc<"batches">;

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

export interface BatchToSend {
  campaign: Campaign;
  template: string;
  members: { recipient: Recipient; link: LoginLink }[];
}

/**
 * What to send for a batch, or null when there is nothing to. The first call fixes its members: whoever unsubscribed
 * since the claim is left out, and a campaign that was stopped takes all of them back. Later calls repeat the first.
 */
export async function beginBatch(ctx: MutationCtx, batchId: Id<"batches">): Promise<BatchToSend | null> {
  const batch = await ctx.db.get("batches", batchId);
  if (!batch || batch.status === "done") return null;
  const campaign = await ctx.db.get("campaigns", batch.campaignId);
  if (!campaign) return null;
  if (batch.beganAt === undefined) {
    if (campaign.status !== "sending") return takeBack(ctx, batch, campaign.status === "cancelled");
    for (const recipient of await membersOf(ctx, batchId)) await leaveOutIfSuppressed(ctx, recipient);
    await ctx.db.patch("batches", batchId, { status: "sending", beganAt: Date.now(), touchedAt: Date.now() });
  }
  const members = await Promise.all(
    (await membersOf(ctx, batchId)).map(async (recipient) => ({
      recipient,
      link: (await ctx.db.get("loginLinks", recipient.linkId!))!,
    })),
  );
  if (members.length === 0) return close(ctx, batch);
  return { campaign, members, template: await templateOf(ctx, campaign._id) };
}

export interface SendResult {
  recipientId: Id<"recipients">;
  providerId?: string;
  error?: string;
}

/** What the provider said of each member. Only the first answer to a batch counts. */
export async function recordBatch(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  results: SendResult[],
): Promise<void> {
  const batch = await ctx.db.get("batches", batchId);
  if (!batch || batch.status === "done") return;
  const now = Date.now();
  const tally = { sent: 0, failed: 0 };
  for (const { recipientId, providerId, error } of results) {
    const recipient = await ctx.db.get("recipients", recipientId);
    if (!recipient) continue;
    const type = error === undefined ? "sent" : "failed";
    const { patch, isFirst } = apply(recipient, { type, at: now });
    await ctx.db.patch("recipients", recipientId, { ...patch, providerId, error });
    if (isFirst) tally[type]++;
  }
  await count(ctx, batch.campaignId, "sender", tally);
  await countInHour(ctx, batch.campaignId, now, tally);
  await ctx.db.patch("campaigns", batch.campaignId, { failuresInARow: 0 });
  await close(ctx, batch);
}

/** The provider could not take the batch now. It is sent again, the same, after `wait` ms. */
export async function deferBatch(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  why: string,
  wait: number,
): Promise<void> {
  const batch = await ctx.db.get("batches", batchId);
  if (!batch || batch.status === "done") return;
  const attempts = batch.attempts + 1;
  if (attempts >= MAX_ATTEMPTS) return failBatch(ctx, batchId, `Given up after ${attempts} tries: ${why}`);
  await ctx.db.patch("batches", batchId, { attempts, touchedAt: Date.now() });
  await noteFailure(ctx, batch.campaignId, why);
  await enqueueBatch(ctx, batchId, wait);
}

/** The provider will never take this batch: each of its members failed, and says why. */
export async function failBatch(ctx: MutationCtx, batchId: Id<"batches">, why: string): Promise<void> {
  const members = await membersOf(ctx, batchId);
  await recordBatch(
    ctx,
    batchId,
    members.map(({ _id }) => ({ recipientId: _id, error: why })),
  );
}

/** The provider refuses the account, not the mail: the batch goes back into the queue and the campaign stops. */
export async function refuseBatch(ctx: MutationCtx, batchId: Id<"batches">, why: string): Promise<void> {
  const batch = await ctx.db.get("batches", batchId);
  if (!batch || batch.status === "done") return;
  await takeBack(ctx, batch, false);
  await pauseBecause(ctx, batch.campaignId, why);
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

/** Sends again what was begun and never answered: the process that sent it died. The provider knows it by its id. */
export async function reviveStaleBatches(ctx: MutationCtx, before: number): Promise<void> {
  for (const status of ["waiting", "sending"] as const) {
    const stale = await ctx.db
      .query("batches")
      .withIndex("by_status_and_touchedAt", (q) => q.eq("status", status).lt("touchedAt", before))
      .take(50);
    for (const batch of stale) {
      await ctx.db.patch("batches", batch._id, { touchedAt: Date.now() });
      await enqueueBatch(ctx, batch._id, 0);
    }
  }
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

async function leaveOutIfSuppressed(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  if (!(await getSuppression(ctx, recipient.email))) return;
  const { patch } = apply(recipient, { type: "suppressed", at: Date.now() });
  await ctx.db.patch("recipients", recipient._id, { ...patch, batchId: undefined });
  await count(ctx, recipient.campaignId, "sender", { suppressed: 1 });
  await revokeLinkOf(ctx, recipient);
}

/** The members of a batch that was not sent: back into the queue, or out of a campaign that was cancelled. */
async function takeBack(ctx: MutationCtx, batch: Batch, isCancelled: boolean): Promise<null> {
  const members = await membersOf(ctx, batch._id);
  for (const recipient of members) {
    const status = isCancelled ? "withdrawn" : "queued";
    await ctx.db.patch("recipients", recipient._id, { status, batchId: undefined });
    await revokeLinkOf(ctx, recipient);
  }
  if (isCancelled) await count(ctx, batch.campaignId, "sender", { withdrawn: members.length });
  await ctx.db.patch("batches", batch._id, { status: "done", touchedAt: Date.now() });
  return null;
}

async function revokeLinkOf(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  const link = recipient.linkId && (await ctx.db.get("loginLinks", recipient.linkId));
  if (link) await revoke(ctx, link);
}

async function close(ctx: MutationCtx, batch: Batch): Promise<null> {
  await ctx.db.patch("batches", batch._id, { status: "done", touchedAt: Date.now() });
  await finishIfDone(ctx, batch.campaignId);
  return null;
}

async function noteFailure(ctx: MutationCtx, campaignId: Id<"campaigns">, why: string): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (!campaign) return;
  const failuresInARow = (campaign.failuresInARow ?? 0) + 1;
  await ctx.db.patch("campaigns", campaignId, { failuresInARow });
  if (failuresInARow >= MAX_FAILURES_IN_A_ROW) {
    await pauseBecause(ctx, campaignId, `${failuresInARow} failures in a row, the last one: ${why}`);
  }
}

async function pauseBecause(ctx: MutationCtx, campaignId: Id<"campaigns">, why: string): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  await step(ctx, campaign, "pause", {
    actor: BACKEND,
    action: "campaign.paused",
    patch: { pausedBecause: why, failuresInARow: 0 },
    details: { why },
  });
}

function withStatus(ctx: MutationCtx, campaignId: Id<"campaigns">, status: Recipient["status"]) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_status_and_email", (q) =>
      q.eq("campaignId", campaignId).eq("status", status),
    );
}

function membersOf(ctx: MutationCtx, batchId: Id<"batches">): Promise<Recipient[]> {
  return ctx.db
    .query("recipients")
    .withIndex("by_batch", (q) => q.eq("batchId", batchId))
    .take(BATCH_SIZE);
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

async function templateOf(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<string> {
  const row = await findTemplate(ctx, campaignId);
  if (!row) throw new Error(`Campaign ${campaignId} is sending without a template.`);
  return row.template;
}
