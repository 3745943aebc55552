/**
 * One call to the provider. While nobody has said what became of it, every attempt repeats the same bytes under the same
 * idempotency key, the batch's id: a crash after the provider took them sends nobody a second mail.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { enqueueBatch } from "../../mail/queue";
import { whyNotMailed } from "../../mail/allowList";
import type { Campaign } from "./campaign";
import { addToHours, count, countByHour, type Hours } from "./counts";
import { type LoginLink, revoke } from "../links/loginLink";
import { apply } from "./recipientStatus";
import { BATCH_SIZE, pauseBecause, templateOf } from "./sending";
import { getSuppression } from "./suppressions";
import { nextTurn } from "../../mail/pace";

/** Attempts in a row without an answer before the campaign pauses: half a minute at least, with the waits between. */
const PATIENCE = 6;
/** The provider forgets a key after 24 hours; to repeat a batch later could mail everybody in it twice. */
const KEY_LIFETIME = 23 * 3_600_000;

type Recipient = Doc<"recipients">;
type Batch = Doc<"batches">;

export interface BatchToSend {
  campaign: Campaign;
  template: string;
  /** When its turn comes. */
  dueAt: number;
  members: { recipient: Recipient; link: LoginLink }[];
}

/**
 * What to send for a batch, or null when there is nothing to. Whoever must not be mailed any more is left out, and a
 * campaign that was stopped takes all of them back; but a batch that the provider may have is repeated as it was.
 */
export async function beginBatch(ctx: MutationCtx, batchId: Id<"batches">): Promise<BatchToSend | null> {
  const batch = await getOpenBatch(ctx, batchId);
  const campaign = batch && (await ctx.db.get("campaigns", batch.campaignId));
  if (!campaign) return null;
  const members =
    batch.status === "waiting" ? await firstTime(ctx, batch, campaign) : await again(ctx, batch);
  if (!members) return null;
  const [template, withLinks] = await Promise.all([
    templateOf(ctx, campaign._id),
    Promise.all(
      members.map(async (recipient) => ({
        recipient,
        link: (await ctx.db.get("loginLinks", recipient.linkId!))!,
      })),
    ),
  ]);
  return { campaign, members: withLinks, template, dueAt: batch.dueAt };
}

async function firstTime(ctx: MutationCtx, batch: Batch, campaign: Campaign): Promise<Recipient[] | null> {
  if (campaign.status !== "sending") return takeBack(ctx, batch, campaign);
  const members = await leaveOut(ctx, batch);
  if (members.length === 0) return close(ctx, batch);
  const now = Date.now();
  await ctx.db.patch("batches", batch._id, { status: "sending", beganAt: batch.beganAt ?? now, dueAt: now });
  return members;
}

async function again(ctx: MutationCtx, batch: Batch): Promise<Recipient[] | null> {
  if (Date.now() > (batch.beganAt ?? 0) + KEY_LIFETIME) {
    await failBatch(ctx, batch._id, "The provider never answered. The mail may have arrived.");
    return null;
  }
  await ctx.db.patch("batches", batch._id, { isUncertain: true, dueAt: Date.now() });
  return membersOf(ctx, batch._id);
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
  const batch = await getOpenBatch(ctx, batchId);
  if (!batch) return;
  const members = new Map((await membersOf(ctx, batchId)).map((member) => [member._id, member]));
  const now = Date.now();
  const hours: Hours = new Map();
  await Promise.all(
    results.map(async ({ recipientId, providerId, error }) => {
      const recipient = members.get(recipientId);
      if (!recipient) return;
      const type = error === undefined ? "sent" : "failed";
      const { patch, counted } = apply(recipient, { type, at: now, details: error });
      addToHours(hours, type, counted);
      await ctx.db.patch("recipients", recipientId, { ...patch, ...(providerId ? { providerId } : {}) });
    }),
  );
  await countByHour(ctx, batch.campaignId, "sender", hours);
  await close(ctx, batch);
}

export interface Trouble {
  why: string;
  /** At least this long until the next attempt, in ms. */
  wait: number;
  /** The provider answered, and has taken nothing. */
  wasRefused: boolean;
}

/** No answer, or "later": the batch is sent again. Too many attempts without an answer pause the campaign. */
export async function deferBatch(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  { why, wait, wasRefused }: Trouble,
): Promise<void> {
  const batch = await getOpenBatch(ctx, batchId);
  if (!batch) return;
  const attempts = wasRefused ? 0 : batch.attempts + 1;
  const status = wasRefused && !batch.isUncertain ? "waiting" : "sending";
  await ctx.db.patch("batches", batchId, { attempts, status });
  if (attempts < PATIENCE) return enqueueAgain(ctx, batchId, wait);
  await pauseBecause(ctx, batch.campaignId, `${attempts} attempts in a row failed. The last one: ${why}`);
}

/** The provider will never take this batch: its members failed, each says why, and so may the next batch. */
export async function failBatch(ctx: MutationCtx, batchId: Id<"batches">, why: string): Promise<void> {
  const batch = await getOpenBatch(ctx, batchId);
  if (!batch) return;
  await pauseBecause(ctx, batch.campaignId, why);
  const members = await membersOf(ctx, batchId);
  await recordBatch(
    ctx,
    batchId,
    members.map(({ _id }) => ({ recipientId: _id, error: why })),
  );
}

/** The provider refuses the account, not the mail: the campaign stops, and the batch goes back into the queue. */
export async function refuseBatch(ctx: MutationCtx, batchId: Id<"batches">, why: string): Promise<void> {
  const batch = await getOpenBatch(ctx, batchId);
  if (!batch) return;
  await pauseBecause(ctx, batch.campaignId, why);
  const campaign = await ctx.db.get("campaigns", batch.campaignId);
  if (campaign && !batch.isUncertain) await takeBack(ctx, batch, campaign);
}

/** Repeats what a campaign that goes on had handed over before it paused, and heard nothing of. */
export async function repeatUnanswered(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const unanswered = await ctx.db
    .query("batches")
    .withIndex("by_campaign_and_status", (q) => q.eq("campaignId", campaignId).eq("status", "sending"))
    .take(BATCH_SIZE);
  for (const { _id } of unanswered) {
    await ctx.db.patch("batches", _id, { attempts: 0 });
    await enqueueAgain(ctx, _id, 0);
  }
}

/** Goes on with what is long overdue: the process that had it died. The provider knows a batch by its id. */
export async function reviveStaleBatches(ctx: MutationCtx, before: number): Promise<void> {
  for (const status of ["waiting", "sending"] as const) {
    const stale = await ctx.db
      .query("batches")
      .withIndex("by_status_and_dueAt", (q) => q.eq("status", status).lt("dueAt", before))
      .take(50);
    for (const { _id } of stale) await enqueueAgain(ctx, _id, 0);
  }
}

async function enqueueAgain(ctx: MutationCtx, batchId: Id<"batches">, atLeast: number): Promise<void> {
  const dueAt = Math.max(Date.now() + atLeast, await nextTurn(ctx));
  await ctx.db.patch("batches", batchId, { dueAt });
  await enqueueBatch(ctx, batchId, dueAt);
}

/** Takes out of a batch who unsubscribed since the claim, accepted what they were to be reminded of, or is not mailed here. */
async function leaveOut(ctx: MutationCtx, batch: Batch): Promise<Recipient[]> {
  const tally = { suppressed: 0, withdrawn: 0, failed: 0 };
  const members = await Promise.all(
    (await membersOf(ctx, batch._id)).map(async (recipient) => {
      const leftOut = await whyLeftOut(ctx, recipient);
      if (!leftOut) return recipient;
      tally[leftOut.status]++;
      await ctx.db.patch("recipients", recipient._id, { ...leftOut, batchId: undefined });
      await revokeLinkOf(ctx, recipient);
      return null;
    }),
  );
  await count(ctx, batch.campaignId, "sender", tally);
  return members.filter((recipient) => recipient !== null);
}

type LeftOut =
  | { status: "suppressed"; suppressedAt: number }
  | { status: "withdrawn" }
  | { status: "failed"; failedAt: number; error: string };

async function whyLeftOut(ctx: MutationCtx, { email, reminderOf }: Recipient): Promise<LeftOut | null> {
  const now = Date.now();
  if (await getSuppression(ctx, email)) return { status: "suppressed", suppressedAt: now };
  const original = reminderOf && (await ctx.db.get("recipients", reminderOf));
  if (original && original.acceptedAt !== undefined) return { status: "withdrawn" };
  const error = whyNotMailed(email);
  return error === null ? null : { status: "failed", failedAt: now, error };
}

/** The members of a batch that was not sent: back into the queue, or out of a campaign that was cancelled. */
async function takeBack(ctx: MutationCtx, batch: Batch, campaign: Campaign): Promise<null> {
  const members = await membersOf(ctx, batch._id);
  const status = campaign.status === "cancelled" ? "withdrawn" : "queued";
  for (const recipient of members) {
    await ctx.db.patch("recipients", recipient._id, { status, batchId: undefined });
    await revokeLinkOf(ctx, recipient);
  }
  if (status === "withdrawn") await count(ctx, campaign._id, "sender", { withdrawn: members.length });
  return close(ctx, batch);
}

async function revokeLinkOf(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  const link = recipient.linkId && (await ctx.db.get("loginLinks", recipient.linkId));
  if (link) await revoke(ctx, link);
}

/** Whether the campaign is over is for its next step to see: here it would read what every other batch writes. */
async function close(ctx: MutationCtx, batch: Batch): Promise<null> {
  await ctx.db.patch("batches", batch._id, { status: "done" });
  return null;
}

async function getOpenBatch(ctx: MutationCtx, batchId: Id<"batches">): Promise<Batch | null> {
  const batch = await ctx.db.get("batches", batchId);
  return batch?.status === "done" ? null : batch;
}

function membersOf(ctx: MutationCtx, batchId: Id<"batches">): Promise<Recipient[]> {
  return ctx.db
    .query("recipients")
    .withIndex("by_batch", (q) => q.eq("batchId", batchId))
    .take(BATCH_SIZE);
}
