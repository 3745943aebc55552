/**
 * How a campaign goes out: it claims a hundred recipients at a time and makes their links; model/batches.ts sends them.
 * Each step is one transaction, and repeating any of them sends nobody a second mail.
 */
import { fillField } from "../../lib/merge-fields";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { enqueueBatch, reserveTurn } from "../mail/queue";
import { providerRequestsPerSecond } from "../rateLimits";
import { type Campaign, cancelJob, startSending, step } from "./campaigns";
import { count } from "./counts";
import { createLink, DAY } from "./loginLink";
import { profileOf } from "./profileFields";

export const BATCH_SIZE = 100;
/** Rows that one mutation moves from one status to another. */
const CHUNK = 500;
/**
 * Batches on their way at once: enough to keep the provider busy, few enough to stop soon and to make room for sign-in
 * mail, for each has its request reserved.
 */
const IN_FLIGHT = { min: 4, max: 20, seconds: 4 };
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
  await startClaiming(ctx, campaign);
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

/** Takes the next recipients out of the queue, and goes on until it is empty. */
export async function claimBatch(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  const most = mostInFlight();
  if ((await inFlight(ctx, campaignId, most)) >= most) return claimLater(ctx, campaignId, BUSY_WAIT);
  const queued = await withStatus(ctx, campaignId, "queued").take(BATCH_SIZE);
  if (queued.length === 0) return finishIfDone(ctx, campaignId);
  const wait = await reserveTurn(ctx);
  const batchId = await ctx.db.insert("batches", {
    campaignId,
    status: "waiting",
    attempts: 0,
    dueAt: Date.now() + wait,
  });
  await Promise.all(queued.map((recipient) => claim(ctx, campaign, batchId, recipient)));
  await enqueueBatch(ctx, batchId, wait);
  await claimLater(ctx, campaignId, 0);
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

/** Begins to claim, unless a claim is due already: a campaign has one chain of them. */
async function startClaiming(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  const job = campaign.jobId && (await ctx.db.system.get("_scheduled_functions", campaign.jobId));
  if (job?.state.kind !== "pending") await claimLater(ctx, campaign._id, 0);
}

async function claimLater(ctx: MutationCtx, campaignId: Id<"campaigns">, wait: number): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(wait, internal.sending.claim, { campaignId });
  await ctx.db.patch("campaigns", campaignId, { jobId });
}

/** Ends a campaign that has nothing queued and nothing on its way. */
export async function finishIfDone(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending" || campaign.isAudienceChanging) return;
  if ((await inFlight(ctx, campaignId, 1)) > 0 || (await withStatus(ctx, campaignId, "queued").first()))
    return;
  await step(ctx, campaign, "finish", {
    actor: BACKEND,
    action: "campaign.finished",
    patch: { finishedAt: Date.now(), jobId: undefined },
  });
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
  await startClaiming(ctx, campaign);
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
      if (await findTemplate(ctx, campaign._id)) await claimLater(ctx, campaign._id, 0);
      else await startSending(ctx, campaign._id, campaign.scheduledFor);
    }
  }
}

async function isOnItsWay(ctx: MutationCtx, { jobId }: Campaign): Promise<boolean> {
  const job = jobId && (await ctx.db.system.get("_scheduled_functions", jobId));
  return job?.state.kind === "pending" || job?.state.kind === "inProgress";
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
