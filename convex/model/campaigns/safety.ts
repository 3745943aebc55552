/**
 * Decides whether it is safe to continue sending a large campaign. The campaign waits after its first part until the
 * results are in. It also stops if too many emails bounce or are reported as spam, because mailbox providers would
 * block the sender.
 */
import { v } from "convex/values";
import { bounced, complained } from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import type { Id } from "../../_generated/dataModel";
import { internalMutation } from "../../functions";
import type { Campaign } from "./campaign";
import { type Counts, countsOf } from "./counts";
import { inFlight } from "./finishing";
import { type FirstPart, getFirstPart } from "./firstPart";
import { pauseBecause } from "./pausing";
import { BATCH_SIZE, withStatus } from "./recipients";

/**
 * The longest wait for results of the first part, in ms. After that the rest of the campaign is sent even if results
 * are missing.
 */
const LONGEST_WAIT = 10 * 60_000;
/** How long to wait before `judge` runs again, in ms, if batches in flight could still change the result. */
const LOOK_AGAIN = 1_000;
/** Recipients with these statuses have no result yet, so the campaign waits for them. */
const UNANSWERED = ["claimed", "sent", "delayed"] as const;

/** A campaign stops when a counter has reached `least` and exceeds this share of the sent emails. */
const THRESHOLDS = [
  {
    counter: "bounced",
    share: 0.05,
    least: 5,
    message: bounced,
  },
  {
    counter: "complained",
    share: 0.003,
    least: 2,
    message: complained,
  },
] as const;

export type Verdict = "claim" | "wait" | "stopped";

/**
 * Whether the next batch may be claimed. This also ends the wait for the first part's results, or stops the campaign.
 */
export async function verdictOn(
  ctx: MutationCtx,
  campaign: Campaign,
  batchesInFlight: number,
): Promise<Verdict> {
  const part = await getFirstPart(ctx, campaign._id);
  if (!part || part.isOver || part.left > 0) return "claim";
  if (batchesInFlight > 0 || !(await isAnswered(ctx, part))) return "wait";
  const counts = await countsSince(ctx, part);
  const danger = dangerIn(counts, counts["sent"] ?? 0);
  if (danger !== null) {
    await stop(ctx, part, danger);
    return "stopped";
  }
  await ctx.db.patch("firstParts", part._id, { isOver: true });
  return "claim";
}

async function isAnswered(ctx: MutationCtx, part: FirstPart): Promise<boolean> {
  const { waitUntil } = part;
  if (waitUntil === undefined) {
    await ctx.db.patch("firstParts", part._id, { waitUntil: Date.now() + LONGEST_WAIT });
  } else if (waitUntil <= Date.now()) return true;
  const missing = await Promise.all(
    UNANSWERED.map((status) => withStatus(ctx, part.campaignId, status).first()),
  );
  return missing.every((recipient) => recipient === null);
}

/**
 * Stops a campaign that has too many bounces or complaints. The projector schedules this after it has counted some. It
 * is a separate transaction, because it reads rows that every batch writes, and the projector must not conflict with
 * them.
 */
export const judge = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const part = campaign?.status === "sending" ? await getFirstPart(ctx, campaignId) : null;
    if (!part) return;
    const counts = await countsSince(ctx, part);
    const sent = counts["sent"] ?? 0;
    if (dangerIn(counts, sent) === null) return;
    // A bounce may be counted before its batch is recorded as sent, so batches in flight count as sent here.
    const atMost = sent + BATCH_SIZE * (await inFlight(ctx, campaignId, BATCH_SIZE));
    const danger = dangerIn(counts, atMost);
    if (danger !== null) return stop(ctx, part, danger);
    await ctx.scheduler.runAfter(LOOK_AGAIN, internal.model.campaigns.safety.judge, { campaignId });
  },
});

/** Stops a campaign that is about to continue, if too many of its mails have bounced. Returns whether it did. */
export async function stopIfDangerous(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<boolean> {
  const part = await getFirstPart(ctx, campaignId);
  const counts = part && (await countsSince(ctx, part));
  const danger = counts && dangerIn(counts, counts["sent"] ?? 0);
  if (part && danger) await stop(ctx, part, danger);
  return Boolean(danger);
}

async function stop(ctx: MutationCtx, part: FirstPart, why: string): Promise<void> {
  await ctx.db.patch("firstParts", part._id, { isStopped: true });
  await pauseBecause(ctx, part.campaignId, why);
}

/**
 * Called when a person resumes a campaign. If it was stopped here, the bounces and complaints so far no longer count.
 */
export async function acceptDanger(ctx: MutationCtx, { _id }: Campaign): Promise<void> {
  const part = await getFirstPart(ctx, _id);
  if (!part?.isStopped) return;
  const { sent = 0, bounced = 0, complained = 0 } = await countsOf(ctx, _id);
  const accepted = { sent, bounced, complained };
  await ctx.db.patch("firstParts", part._id, { isOver: true, isStopped: undefined, accepted });
}

async function countsSince(ctx: MutationCtx, { campaignId, accepted }: FirstPart): Promise<Counts> {
  const counts = await countsOf(ctx, campaignId);
  const since = (name: "sent" | "bounced" | "complained") => (counts[name] ?? 0) - (accepted?.[name] ?? 0);
  return { sent: since("sent"), bounced: since("bounced"), complained: since("complained") };
}

/** The message for the first threshold that these counters exceed; null if they exceed none. */
function dangerIn(counts: Counts, sent: number): string | null {
  for (const { counter, share, least, message } of THRESHOLDS) {
    const count = counts[counter] ?? 0;
    if (count < least || count <= share * sent) continue;
    return message(count, sent, percent(count / sent));
  }
  return null;
}

const percent = (share: number) => `${Math.round(1_000 * Math.min(1, share)) / 10}%`;
