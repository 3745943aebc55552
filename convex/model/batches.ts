/**
 * One call to the provider. Its members are fixed before the first attempt and its id is the idempotency key, so every
 * attempt repeats the same bytes, and a crash after the provider took them sends nobody a second mail.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { enqueueBatch } from "../mail/queue";
import type { Campaign } from "./campaigns";
import { count, countInHour } from "./counts";
import { type LoginLink, revoke } from "./loginLink";
import { apply } from "./recipientStatus";
import { BATCH_SIZE, finishIfDone, noteFailure, pauseBecause, templateOf } from "./sending";
import { getSuppression } from "./suppressions";

const MAX_ATTEMPTS = 12;

type Recipient = Doc<"recipients">;
type Batch = Doc<"batches">;

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

function membersOf(ctx: MutationCtx, batchId: Id<"batches">): Promise<Recipient[]> {
  return ctx.db
    .query("recipients")
    .withIndex("by_batch", (q) => q.eq("batchId", batchId))
    .take(BATCH_SIZE);
}
