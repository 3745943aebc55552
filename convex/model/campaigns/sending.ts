/**
 * Sends a campaign step by step. Its mail is rendered once, then batches of up to a hundred recipients are claimed one
 * after the other. batches.ts sends each batch. Each step is one transaction, and repeating a step sends nobody a
 * second mail.
 */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation, internalQuery } from "../../functions";
import { maxInFlight } from "../../mail/pace";
import type { SavedBrand } from "../brand/validator";
import { getBrandRow } from "../brand/row";
import { type Campaign, keepStep, step } from "./campaign";
import { count } from "./counts";
import { versionOf } from "./edits";
import { finish, finishPausedSoon, inFlight, whyNothingWasSent } from "./finishing";
import { pauseBecause } from "./pausing";
import { withStatus } from "./recipients";
import { proceedUnlessDue, requeue } from "./requeueing";
import { verdictOn } from "./safety";
import { proceedLater } from "./starting";
import { hasTemplate } from "./templates";

/** How many recipients one mutation moves to another status. */
const CHUNK = 500;
/**
 * How long a campaign waits, in ms, before it checks again whether there is room for the next batch, or whether the
 * last one is done.
 */
const BUSY_WAIT = 250;
/** How long a campaign waits at most, in ms, before it checks again for a last batch that is due later. */
const LONGEST_BUSY_WAIT = 60_000;
/** How long a campaign waits, in ms, before it checks again for the results of its first part. */
const ANSWERS_WAIT = 1_000;
const BACKEND = { kind: "backend" } as const;

const ofCampaign = { campaignId: v.id("campaigns") };

export interface ToPrepare {
  campaign: Campaign;
  version: number;
  brand: SavedBrand | null;
}

/** The campaign, if it is sending or scheduled; otherwise null, and its mail must not be rendered. */
export const toPrepare = internalQuery({
  args: ofCampaign,
  handler: async (ctx, { campaignId }): Promise<ToPrepare | null> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status !== "sending" && campaign?.status !== "scheduled") return null;
    return { campaign, version: versionOf(campaign), brand: await getBrandRow(ctx) };
  },
});

/** The version of the draft that was rendered. */
const rendered = { version: v.optional(v.number()) };

/**
 * Stores the rendered mail and schedules the first claim. A scheduled campaign is launched here when its time has come.
 */
export const begin = internalMutation({
  args: { ...ofCampaign, ...rendered, template: v.string(), from: v.optional(v.string()) },
  handler: async (ctx, { campaignId, version, template, from }): Promise<void> => {
    if (await isOutdated(ctx, campaignId, version)) return;
    await launchIfDue(ctx, campaignId);
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status !== "sending") return;
    if (await hasTemplate(ctx, campaignId)) return proceedUnlessDue(ctx, campaignId);
    await ctx.db.insert("campaignTemplates", { campaignId, template });
    await ctx.db.patch("campaigns", campaignId, { sentFrom: from });
    await claimNext(ctx, campaignId);
  },
});

/** Pauses a campaign whose mail cannot be rendered, with the reason. */
export const abandon = internalMutation({
  args: { ...ofCampaign, ...rendered, why: v.string() },
  handler: async (ctx, { campaignId, version, why }): Promise<void> => {
    if (await isOutdated(ctx, campaignId, version)) return;
    await launchIfDue(ctx, campaignId);
    await pauseBecause(ctx, campaignId, why);
  },
});

/**
 * Whether the campaign was edited while its mail was rendered. Rendering takes seconds, in which somebody can unschedule
 * the campaign, change it and launch it again. That launch renders the new text.
 */
async function isOutdated(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  version: number | undefined,
): Promise<boolean> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  return campaign !== null && version !== undefined && version !== versionOf(campaign);
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
 * The next step of a campaign: schedules a claim if there is room, ends the campaign if nothing is left, otherwise
 * checks again later. The claim is a separate transaction, because this step reads rows that every batch writes, and so
 * a claim in it would conflict with each batch.
 */
export const proceed = internalMutation({
  args: ofCampaign,
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status !== "sending") return;
    const most = maxInFlight();
    const sending = await inFlight(ctx, campaignId, most);
    if (sending >= most) return proceedLater(ctx, campaignId, BUSY_WAIT);
    if (await withStatus(ctx, campaignId, "queued").first()) return claimIfSafe(ctx, campaign, sending);
    if (sending > 0 || campaign.isAudienceChanging)
      return proceedLater(ctx, campaignId, await busyWait(ctx, campaign));
    const refusal = await whyNothingWasSent(ctx, campaignId);
    if (refusal === null) await finish(ctx, campaign);
    else await pauseBecause(ctx, campaignId, refusal);
  },
});

/** A reminder's last batch may have to wait until the next morning. Then the campaign checks less often. */
async function busyWait(ctx: MutationCtx, { _id, reminderNumber }: Campaign): Promise<number> {
  if (reminderNumber === undefined) return BUSY_WAIT;
  const batch = await ctx.db
    .query("batches")
    .withIndex("by_campaign_and_status", (q) => q.eq("campaignId", _id).eq("status", "sending"))
    .first();
  const wait = (batch?.dueAt ?? 0) - Date.now();
  return Math.max(BUSY_WAIT, Math.min(LONGEST_BUSY_WAIT, wait));
}

async function claimIfSafe(ctx: MutationCtx, campaign: Campaign, sending: number): Promise<void> {
  const verdict = await verdictOn(ctx, campaign, sending);
  if (verdict === "claim") await claimNext(ctx, campaign._id);
  else if (verdict === "wait") await proceedLater(ctx, campaign._id, sending > 0 ? BUSY_WAIT : ANSWERS_WAIT);
}

async function claimNext(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(0, internal.model.campaigns.batches.claim, { campaignId });
  await keepStep(ctx, campaignId, jobId);
}

/** Withdraws the queued recipients of a cancelled campaign, a chunk in each call. */
export const withdraw = internalMutation({
  args: ofCampaign,
  handler: async (ctx, { campaignId }): Promise<void> => {
    const queued = await withStatus(ctx, campaignId, "queued").take(CHUNK);
    for (const { _id } of queued) await ctx.db.patch("recipients", _id, { status: "withdrawn" });
    await count(ctx, campaignId, "sender", { withdrawn: queued.length });
    if (queued.length === CHUNK)
      await ctx.scheduler.runAfter(0, internal.model.campaigns.sending.withdraw, { campaignId });
  },
});

/**
 * Puts the failed recipients of a reopened or resumed campaign back into the queue, a chunk in each call. Those who were
 * erased are withdrawn. Then the campaign continues.
 */
export const requeueFailed = internalMutation({
  args: ofCampaign,
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (!campaign?.isAudienceChanging) return;
    const isCancelled = campaign.status === "cancelled";
    const failed = isCancelled ? [] : await withStatus(ctx, campaignId, "failed").take(CHUNK);
    await requeue(ctx, campaignId, failed);
    if (failed.length === CHUNK) {
      await ctx.scheduler.runAfter(0, internal.model.campaigns.sending.requeueFailed, { campaignId });
      return;
    }
    await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: undefined });
    if (campaign.status === "paused") await finishPausedSoon(ctx, campaignId);
    else await proceedUnlessDue(ctx, campaignId);
  },
});
