/**
 * Decides whether it is safe to continue sending. A large campaign waits after its first part until the results are in.
 * It also stops by itself when too many emails bounce or are reported as spam, because mailbox providers block the
 * sender of such a list.
 */
import { v } from "convex/values";
import { bounced, complained } from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import type { Campaign } from "./campaign";
import { type Counts, countsOf } from "./counts";
import { inFlight } from "./finishing";
import { type FirstPart, getFirstPart } from "./firstPart";
import { pauseBecause } from "./pausing";
import { BATCH_SIZE, withStatus } from "./recipients";

/** After this long, in ms, the rest of a campaign is sent although results are missing. */
const LONGEST_WAIT = 10 * 60_000;
/** How long, in ms, until a decision that still depends on the provider's answers is made again. */
const LOOK_AGAIN = 1_000;
/** The statuses that a campaign waits for: claimed or accepted emails without a result yet. */
const UNANSWERED = ["claimed", "sent", "delayed"] as const;

/** Both limits must be reached: the share, and the number. */
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

/** Whether the next batch may be claimed. Ends the wait for the first part, or stops the campaign. */
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
 * Called after bounces or complaints were counted. It is a separate call, because the projector must not read what
 * every batch writes.
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
    // A bounce may be counted before its batch is recorded as sent.
    const atMost = sent + BATCH_SIZE * (await inFlight(ctx, campaignId, BATCH_SIZE));
    const danger = dangerIn(counts, atMost);
    if (danger !== null) return stop(ctx, part, danger);
    await ctx.scheduler.runAfter(LOOK_AGAIN, internal.model.campaigns.safety.judge, { campaignId });
  },
});

async function stop(ctx: MutationCtx, part: FirstPart, why: string): Promise<void> {
  await ctx.db.patch("firstParts", part._id, { isStopped: true });
  await pauseBecause(ctx, part.campaignId, why);
}

/** When a person resumes a campaign that was stopped here, the problems that they have seen no longer count. */
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

/** What is dangerous about these counters, in words; null if nothing is. */
function dangerIn(counts: Counts, sent: number): string | null {
  for (const { counter, share, least, message } of THRESHOLDS) {
    const count = counts[counter] ?? 0;
    if (count < least || count <= share * sent) continue;
    return message(count, sent, percent(count / sent));
  }
  return null;
}

const percent = (share: number) => `${Math.round(1_000 * Math.min(1, share)) / 10}%`;
