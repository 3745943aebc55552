/**
 * Deliveries of notices to webhooks. A scheduled mutation starts each attempt and schedules the next one first, so a
 * crash of an attempt loses nothing: the next attempt sends the same id and the same bytes. It stops at an answer of
 * 2xx, or after the last wait.
 */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { env } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { countsOf } from "../campaigns/counts";
import { webhookSecret } from "../secrets";

export const MOST_WEBHOOKS = 5;

const MINUTE = 60_000;
/** The waits before the second attempt and each later one, in ms: ten hours in all. */
export const WAITS = [0.5, 5, 30, 120, 450].map((minutes) => minutes * MINUTE);

/** Creates a delivery of this notice to each webhook. */
export async function deliverNotice(ctx: MutationCtx, notice: Doc<"campaignNotices">): Promise<void> {
  const webhooks = await ctx.db.query("webhooks").take(MOST_WEBHOOKS);
  if (webhooks.length === 0) return;
  const event = await eventOf(ctx, notice);
  for (const { _id } of webhooks) await deliver(ctx, _id, event);
}

interface WebhookEvent {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

async function eventOf(ctx: MutationCtx, notice: Doc<"campaignNotices">): Promise<WebhookEvent> {
  const { campaignId, name, kind, why, by, _creationTime } = notice;
  const { recipients = 0, sent = 0, failed = 0, accepted = 0 } = await countsOf(ctx, campaignId);
  return {
    type: EVENT_TYPES[kind],
    timestamp: new Date(_creationTime).toISOString(),
    data: {
      campaignId,
      name,
      url: campaignUrl(campaignId),
      ...(why === undefined ? {} : { reason: why }),
      ...(by === undefined ? {} : { askedBy: by }),
      counts: { recipients, sent, failed, accepted },
    },
  };
}

const EVENT_TYPES = {
  finished: "campaign.finished",
  stopped: "campaign.stopped",
  unscheduled: "campaign.unscheduled",
  approvalAsked: "campaign.approval_asked",
} as const;

export const campaignUrl = (campaignId: string): string =>
  new URL(`/admin/campaigns/${campaignId}`, env.SITE_URL).href;

/** Queues one event to one webhook. */
export async function deliver(
  ctx: MutationCtx,
  webhookId: Id<"webhooks">,
  event: WebhookEvent,
): Promise<void> {
  const row = { webhookId, type: event.type, body: JSON.stringify(event), attempts: 0 };
  const deliveryId = await ctx.db.insert("webhookDeliveries", { ...row, status: "waiting" });
  const attempt = { deliveryId, attempt: 0 };
  await ctx.scheduler.runAfter(0, internal.model.campaignNotices.deliveries.attempt, attempt);
}

/** Starts one attempt and schedules the next. After the last wait, the delivery has failed. */
export const attempt = internalMutation({
  args: { deliveryId: v.id("webhookDeliveries"), attempt: v.number() },
  handler: async (ctx, { deliveryId, attempt }): Promise<void> => {
    const delivery = await ctx.db.get("webhookDeliveries", deliveryId);
    if (delivery?.status !== "waiting") return;
    const { attempt: again } = internal.model.campaignNotices.deliveries;
    if (attempt > WAITS.length) return ctx.db.patch("webhookDeliveries", deliveryId, { status: "failed" });
    await ctx.db.patch("webhookDeliveries", deliveryId, { attempts: attempt + 1 });
    const wait = WAITS[attempt] ?? MINUTE;
    await ctx.scheduler.runAfter(wait, again, { deliveryId, attempt: attempt + 1 });
    await ctx.scheduler.runAfter(0, internal.mail.webhook.post, { deliveryId });
  },
});

/** What to post now. Null if the delivery or its webhook no longer exists, or if it has arrived. */
export const begin = internalMutation({
  args: { deliveryId: v.id("webhookDeliveries") },
  handler: async (ctx, { deliveryId }): Promise<{ url: string; body: string; secret: string } | null> => {
    const delivery = await ctx.db.get("webhookDeliveries", deliveryId);
    const webhook = delivery && (await ctx.db.get("webhooks", delivery.webhookId));
    if (delivery?.status !== "waiting" || !webhook) return null;
    return { url: webhook.url, body: delivery.body, secret: await webhookSecret(webhook._id) };
  },
});

/** Stores the result of an attempt. */
export const end = internalMutation({
  args: { deliveryId: v.id("webhookDeliveries"), hasArrived: v.boolean(), result: v.string() },
  handler: async (ctx, { deliveryId, hasArrived, result }): Promise<void> => {
    const delivery = await ctx.db.get("webhookDeliveries", deliveryId);
    if (delivery?.status !== "waiting") return;
    const status = hasArrived ? ("delivered" as const) : ("waiting" as const);
    await ctx.db.patch("webhookDeliveries", deliveryId, { status, result });
  },
});
