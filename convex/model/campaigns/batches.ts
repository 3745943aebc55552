/**
 * A batch is one call to the provider. It is claimed, begun by its action, and recorded. Until the provider's answer is
 * recorded, every attempt repeats the same bytes under the same idempotency key, which is the batch's id. So nobody
 * gets a second mail if a process crashes after the provider has accepted the batch. failures.ts decides what happens
 * if the provider did not accept it.
 */
import type { LoginLink } from "@latchkey/login-links/convex";
import { type Infer, v } from "convex/values";
import { fillField } from "../../../lib/merge-fields";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { nextSlot } from "../../mail/pace";
import { links } from "../links/links";
import { profileOf } from "../links/profileFields";
import { DAY } from "../time";
import type { Campaign } from "./campaign";
import { dropUnmailable, putBack } from "./claimedRecipients";
import { addToHours, countByHour, type Hours } from "./counts";
import { enqueue, enqueueAgain } from "./enqueueing";
import { finishPausedSoon } from "./finishing";
import { endReplaced, withNewLink } from "./invites";
import { takeFromFirstPart } from "./firstPart";
import { planNext } from "../reminders/due";
import { postponeReminders, repeatAt } from "../reminders/lastCheck";
import { pauseBecause } from "./pausing";
import { type MailReport, reportMails } from "../mailReports";
import { apply } from "./recipientStatus";
import { BATCH_SIZE, inBatch, type Recipient, withStatus } from "./recipients";
import { proceedLater } from "./starting";
import { templateOf } from "./templates";

/**
 * How long a batch may be retried, in ms. The provider keeps an idempotency key for 24 hours; a retry after that could
 * mail everybody in the batch twice.
 */
const KEY_LIFETIME = 23 * 3_600_000;

export type Batch = Doc<"batches">;

/** Claims the next queued recipients, makes their login links, and queues their batch. */
export const claim = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    if (campaign?.status !== "sending") return;
    const found = await withStatus(ctx, campaignId, "queued").take(BATCH_SIZE);
    const queued = found.slice(0, await takeFromFirstPart(ctx, campaignId, found.length));
    if (queued.length > 0) {
      const dueAt = await nextSlot(ctx);
      const batch = { campaignId, status: "waiting" as const, attempts: 0, dueAt };
      const batchId = await ctx.db.insert("batches", batch);
      await join(ctx, campaign, batchId, queued);
      await enqueue(ctx, batchId, dueAt);
    }
    await proceedLater(ctx, campaignId, 0);
  },
});

async function join(
  ctx: MutationCtx,
  campaign: Campaign,
  batchId: Id<"batches">,
  recipients: Recipient[],
): Promise<void> {
  const invites = await links.mintMany(ctx, {
    links: recipients.map((recipient) => invite(campaign, recipient)),
    lifetimeMs: campaign.lifetimeDays * DAY,
    isMailed: true,
    mintedBy: { kind: "user", userId: campaign.createdBy, email: campaign.invitedBy },
  });
  await Promise.all(
    invites.map(({ _id: linkId }, index) => {
      const recipient = recipients[index]!;
      const claimed = { status: "claimed" as const, batchId, ...withNewLink(recipient, linkId) };
      return ctx.db.patch("recipients", recipient._id, claimed);
    }),
  );
}

function invite({ next }: Campaign, recipient: Recipient) {
  return {
    email: recipient.email,
    name: fillField({ key: "name", fallback: null }, recipient, "text") || undefined,
    next,
    metadata: profileOf(recipient.fields),
  };
}

export interface BatchToSend {
  campaign: Campaign;
  template: string;
  /** The time of the batch's send slot, in ms. */
  dueAt: number;
  recipients: (Recipient & { link: LoginLink })[];
}

/**
 * What to send for a batch; null if there is nothing to send. Before the first attempt, recipients who must not be
 * mailed any more are dropped. If the campaign is no longer sending, all recipients go back into its queue. A retry
 * sends the batch unchanged, because the provider may already have accepted it.
 */
export const begin = internalMutation({
  args: { batchId: v.id("batches") },
  handler: async (ctx, { batchId }): Promise<BatchToSend | null> => {
    const batch = await getOpenBatch(ctx, batchId);
    const campaign = batch && (await ctx.db.get("campaigns", batch.campaignId));
    if (!campaign) return null;
    const recipients = await (batch.status === "waiting"
      ? firstTime(ctx, batch, campaign)
      : again(ctx, batch, campaign));
    if (!recipients) return null;
    const [template, withLinks] = await Promise.all([
      templateOf(ctx, campaign._id),
      Promise.all(
        recipients.map(async (recipient) => ({ ...recipient, link: await linkOf(ctx, recipient) })),
      ),
    ]);
    return { campaign, recipients: withLinks, template, dueAt: batch.dueAt };
  },
});

async function firstTime(ctx: MutationCtx, batch: Batch, campaign: Campaign): Promise<Recipient[] | null> {
  if (campaign.status !== "sending") return takeBack(ctx, batch, campaign);
  await postponeReminders(ctx, batch._id, campaign);
  const recipients = await dropUnmailable(ctx, batch);
  if (recipients.length === 0) return close(ctx, batch);
  const now = Date.now();
  await ctx.db.patch("batches", batch._id, { status: "sending", beganAt: batch.beganAt ?? now, dueAt: now });
  return recipients;
}

async function again(ctx: MutationCtx, batch: Batch, campaign: Campaign): Promise<Recipient[] | null> {
  const latest = (batch.beganAt ?? 0) + KEY_LIFETIME;
  const at = await repeatAt(ctx, batch._id, campaign, latest);
  if (at === null || Date.now() > latest)
    return giveUpOn(ctx, batch, "The provider never answered. The mail may have arrived.");
  if (at > Date.now()) {
    await enqueueAgain(ctx, batch._id, at - Date.now());
    return null;
  }
  await ctx.db.patch("batches", batch._id, { isUncertain: true, dueAt: Date.now() });
  return inBatch(ctx, batch._id);
}

async function linkOf(ctx: MutationCtx, { _id, linkId }: Recipient): Promise<LoginLink> {
  const link = linkId && (await ctx.db.get("loginLinks", linkId));
  if (!link) throw new Error(`Recipient ${_id} was claimed without a link.`);
  return link;
}

const result = v.object({
  recipientId: v.id("recipients"),
  providerId: v.optional(v.string()),
  error: v.optional(v.string()),
});

/** Stores the provider's answer for each recipient. Only the first answer to a batch counts. */
export const record = internalMutation({
  args: { batchId: v.id("batches"), results: v.array(result) },
  handler: async (ctx, { batchId, results }): Promise<void> => {
    const batch = await getOpenBatch(ctx, batchId);
    if (batch) await recordResults(ctx, batch, results);
  },
});

async function recordResults(ctx: MutationCtx, batch: Batch, results: Infer<typeof result>[]): Promise<null> {
  const recipients = new Map((await inBatch(ctx, batch._id)).map((one) => [one._id, one]));
  const at = Date.now();
  const hours: Hours = new Map();
  const mails: MailReport[] = [];
  const sent: Recipient[] = [];
  await Promise.all(
    results.map(async ({ recipientId, providerId, error }) => {
      const recipient = recipients.get(recipientId);
      if (!recipient) return;
      const type = error === undefined ? "sent" : "failed";
      const { patch, counted } = apply(recipient, { type, at, details: error });
      addToHours(hours, type, counted);
      const taken = type === "sent" ? { previousLinkId: undefined } : {};
      if (type === "sent") mails.push({ email: recipient.email, outcome: "sent" });
      if (type === "sent") await endReplaced(ctx, recipient);
      if (type === "sent") sent.push({ ...recipient, ...patch });
      await ctx.db.patch("recipients", recipientId, {
        ...patch,
        ...taken,
        ...(providerId ? { providerId } : {}),
      });
    }),
  );
  await countByHour(ctx, batch.campaignId, "sender", hours);
  if (mails.length > 0) await reportMails(ctx, mails, { campaignId: batch.campaignId });
  const campaign = await ctx.db.get("campaigns", batch.campaignId);
  if (campaign) await planNext(ctx, campaign, sent);
  return close(ctx, batch);
}

/**
 * Ends a batch that the provider will never accept. Its recipients fail with this reason, and the campaign pauses,
 * because the next batch may fail as well.
 */
export async function giveUpOn(ctx: MutationCtx, batch: Batch, why: string, error?: string): Promise<null> {
  await pauseBecause(ctx, batch.campaignId, why, error);
  const recipients = await inBatch(ctx, batch._id);
  const failed = recipients.map(({ _id }) => ({ recipientId: _id, error: why }));
  return recordResults(ctx, batch, failed);
}

/** Ends a batch that was not sent, and puts its recipients back. */
export async function takeBack(ctx: MutationCtx, batch: Batch, campaign: Campaign): Promise<null> {
  await putBack(ctx, batch, campaign);
  return close(ctx, batch);
}

/**
 * Ends a batch. It does not check whether the campaign is over, because that check would read rows that every other
 * batch writes. The next step of a sending campaign makes the check. A paused campaign has no next step, so the check
 * is scheduled here.
 */
async function close(ctx: MutationCtx, batch: Batch): Promise<null> {
  await ctx.db.patch("batches", batch._id, { status: "done" });
  const campaign = await ctx.db.get("campaigns", batch.campaignId);
  if (campaign?.status === "paused") await finishPausedSoon(ctx, campaign._id);
  return null;
}

export async function getOpenBatch(ctx: MutationCtx, batchId: Id<"batches">): Promise<Batch | null> {
  const batch = await ctx.db.get("batches", batchId);
  return batch?.status === "done" ? null : batch;
}
