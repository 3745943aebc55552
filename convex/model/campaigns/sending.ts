/**
 * How a campaign goes out: it claims a hundred recipients at a time and makes their links; model/batches.ts sends them.
 * Each step is one transaction, and repeating any of them sends nobody a second mail.
 */
import { fillField } from "../../../lib/merge-fields";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { enqueueBatch } from "../../mail/queue";
import { providerRequestsPerSecond } from "../../rateLimits";
import { type Campaign, cancelJob, keepStep, nextStepOf, startSending, step } from "./campaign";
import { count } from "./counts";
import { createLink, DAY } from "../links/loginLink";
import { profileOf } from "../links/profileFields";
import { nextTurn } from "../../mail/pace";

export const BATCH_SIZE = 100;
/** Rows that one mutation moves from one status to another. */
const CHUNK = 500;
/** Batches on their way at once: enough to keep the provider busy, few enough to stop soon. */
const IN_FLIGHT = { min: 4, max: 20, seconds: 4 };
/** How long until a campaign looks again whether there is room for the next batch, or whether the last one is done, in ms. */
const BUSY_WAIT = 250;
const BACKEND = { kind: "backend" } as const;

type Recipient = Doc<"recipients">;

/** Keeps the rendered mail and begins to claim; a scheduled campaign whose time has come is launched by it. */
export async function begin(ctx: MutationCtx, campaignId: Id<"campaigns">, template: string): Promise<void> {
  await launchIfDue(ctx, campaignId);
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  if (!(await findTemplate(ctx, campaignId)))
    await ctx.db.insert("campaignTemplates", { campaignId, template });
  await startClaiming(ctx, campaignId);
}

/** Stops a campaign whose mail cannot be made, and says why. */
export async function abandon(ctx: MutationCtx, campaignId: Id<"campaigns">, why: string): Promise<void> {
  await launchIfDue(ctx, campaignId);
  await pauseBecause(ctx, campaignId, why);
}

async function launchIfDue(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "scheduled" || (campaign.scheduledFor ?? 0) > Date.now()) return;
  await step(ctx, campaign, "launch", {
    actor: BACKEND,
    action: "campaign.launched",
    patch: { launchedAt: Date.now(), scheduledFor: undefined },
  });
}

/**
 * The next step of a campaign: claims a batch where there is room, ends the campaign where nothing is left, else looks again
 * later. It only looks: what it reads is written by every batch, and a claim that read it would be run again with each.
 */
export async function proceed(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  const most = mostInFlight();
  const sending = await inFlight(ctx, campaignId, most);
  if (sending >= most) return proceedLater(ctx, campaignId, BUSY_WAIT);
  if (await withStatus(ctx, campaignId, "queued").first()) {
    const jobId = await ctx.scheduler.runAfter(0, internal.sending.claim, { campaignId });
    return keepStep(ctx, campaignId, jobId);
  }
  if (sending > 0 || campaign.isAudienceChanging) return proceedLater(ctx, campaignId, BUSY_WAIT);
  await finish(ctx, campaign);
}

/** Takes the next recipients out of the queue. */
export async function claimBatch(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  const queued = await withStatus(ctx, campaignId, "queued").take(BATCH_SIZE);
  if (queued.length > 0) {
    const dueAt = await nextTurn(ctx);
    const batch = { campaignId, status: "waiting" as const, attempts: 0, dueAt };
    const batchId = await ctx.db.insert("batches", batch);
    await Promise.all(queued.map((recipient) => claim(ctx, campaign, batchId, recipient)));
    await enqueueBatch(ctx, batchId, dueAt);
  }
  await proceedLater(ctx, campaignId, 0);
}

async function claim(ctx: MutationCtx, campaign: Campaign, batchId: Id<"batches">, recipient: Recipient) {
  const { _id: linkId } = await createLink(ctx, invite(campaign, recipient));
  await ctx.db.patch("recipients", recipient._id, { status: "claimed", batchId, linkId });
}

function invite(campaign: Campaign, recipient: Recipient) {
  return {
    purpose: "invite" as const,
    email: recipient.email,
    name: fillField({ key: "name", fallback: null }, recipient, "text") || undefined,
    next: campaign.next,
    metadata: profileOf(recipient.fields),
    lifetime: campaign.lifetimeDays * DAY,
    verifiesEmail: true,
    mintedBy: { kind: "user" as const, userId: campaign.createdBy, email: campaign.invitedBy },
    recipientId: recipient._id,
  };
}

/** Begins to claim, unless a step is due already: a campaign has one chain of them. */
async function startClaiming(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const step = await nextStepOf(ctx, campaignId);
  const job = step && (await ctx.db.system.get("_scheduled_functions", step.jobId));
  if (job?.state.kind !== "pending") await proceedLater(ctx, campaignId, 0);
}

async function proceedLater(ctx: MutationCtx, campaignId: Id<"campaigns">, wait: number): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(wait, internal.sending.proceed, { campaignId });
  await keepStep(ctx, campaignId, jobId);
}

async function finish(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  await step(ctx, campaign, "finish", {
    actor: BACKEND,
    action: "campaign.finished",
    patch: { finishedAt: Date.now() },
  });
  await cancelJob(ctx, campaign);
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
    patch: { pausedBecause: why },
    details: { why },
  });
  await cancelJob(ctx, campaign);
}

/** Takes the queued recipients of a cancelled campaign out, a chunk a call. */
export async function withdrawQueued(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const queued = await withStatus(ctx, campaignId, "queued").take(CHUNK);
  for (const { _id } of queued) await ctx.db.patch("recipients", _id, { status: "withdrawn" });
  await count(ctx, campaignId, "sender", { withdrawn: queued.length });
  if (queued.length === CHUNK) await ctx.scheduler.runAfter(0, internal.sending.withdraw, { campaignId });
}

/** Puts the failed recipients of a reopened campaign back into the queue, a chunk a call, then sends. */
export async function requeueFailed(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (!campaign?.isAudienceChanging) return;
  const isCancelled = campaign.status === "cancelled";
  const failed = isCancelled ? [] : await withStatus(ctx, campaignId, "failed").take(CHUNK);
  for (const { _id } of failed) {
    const cleared = { batchId: undefined, error: undefined, failedAt: undefined };
    await ctx.db.patch("recipients", _id, { status: "queued", ...cleared });
  }
  await count(ctx, campaignId, "sender", { failed: -failed.length });
  if (failed.length === CHUNK) {
    await ctx.scheduler.runAfter(0, internal.sending.requeueFailed, { campaignId });
    return;
  }
  await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: undefined });
  await startClaiming(ctx, campaignId);
}

/** A campaign whose next step was lost takes it again. */
export async function reviveStalledCampaigns(ctx: MutationCtx): Promise<void> {
  for (const status of ["scheduled", "sending"] as const) {
    const campaigns = await ctx.db
      .query("campaigns")
      .withIndex("by_status", (q) => q.eq("status", status))
      .take(50);
    for (const campaign of campaigns) {
      if (await isOnItsWay(ctx, campaign)) continue;
      if (await findTemplate(ctx, campaign._id)) await proceedLater(ctx, campaign._id, 0);
      else await startSending(ctx, campaign._id, campaign.scheduledFor);
    }
  }
}

async function isOnItsWay(ctx: MutationCtx, { _id, jobId }: Campaign): Promise<boolean> {
  const step = await nextStepOf(ctx, _id);
  for (const id of [jobId, step?.jobId]) {
    const job = id && (await ctx.db.system.get("_scheduled_functions", id));
    if (job?.state.kind === "pending" || job?.state.kind === "inProgress") return true;
  }
  return false;
}

function withStatus(ctx: MutationCtx, campaignId: Id<"campaigns">, status: Recipient["status"]) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_status_and_email", (q) =>
      q.eq("campaignId", campaignId).eq("status", status),
    );
}

function mostInFlight(): number {
  const { min, max, seconds } = IN_FLIGHT;
  return Math.min(max, Math.max(min, Math.ceil(seconds * providerRequestsPerSecond())));
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
