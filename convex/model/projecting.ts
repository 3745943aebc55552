/**
 * The projector: the one writer that applies what is told about emails to recipients and counters. Events come more than
 * once and in any order; each is kept once, and applying them in another order ends in the same place.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { addToHours, countByHour, type Hours } from "./counts";
import { apply, type DeliveryEvent } from "./recipientStatus";
import { suppress } from "./suppressions";

const EVENTS_A_RUN = 100;
/** What comes meanwhile goes into the same run, in ms: a campaign's events come by the hundred a second. */
const GATHER = 250;

export interface IncomingEvent {
  eventId: string;
  type: DeliveryEvent;
  recipientId: Id<"recipients">;
  at: number;
  details?: string;
}

/** Puts an event into the inbox, once, and makes sure that a run of the projector is on its way. */
export async function receive(ctx: MutationCtx, event: IncomingEvent): Promise<void> {
  const known = await ctx.db
    .query("deliveryEvents")
    .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
    .first();
  if (known) return;
  await ctx.db.insert("deliveryEvents", { ...event, isApplied: false });
  const projector = await ctx.db.query("projector").first();
  if (projector?.isScheduled) return;
  if (projector) await ctx.db.patch("projector", projector._id, { isScheduled: true });
  else await ctx.db.insert("projector", { isScheduled: true });
  await ctx.scheduler.runAfter(GATHER, internal.deliveries.project, {});
}

/** Applies the oldest events of the inbox, then goes on if there may be more. */
export async function project(ctx: MutationCtx): Promise<void> {
  const events = await ctx.db
    .query("deliveryEvents")
    .withIndex("by_isApplied", (q) => q.eq("isApplied", false))
    .take(EVENTS_A_RUN);
  const campaigns = new Map<Id<"campaigns">, Hours>();
  for (const event of events) await applyEvent(ctx, event, campaigns);
  for (const [campaignId, hours] of campaigns) await countByHour(ctx, campaignId, "projector", hours);
  if (events.length === EVENTS_A_RUN)
    return void (await ctx.scheduler.runAfter(0, internal.deliveries.project, {}));
  const projector = await ctx.db.query("projector").first();
  if (projector) await ctx.db.patch("projector", projector._id, { isScheduled: false });
}

/** Starts a run where events have waited since `before`: the one that should have taken them is lost. */
export async function reviveProjector(ctx: MutationCtx, before: number): Promise<void> {
  const oldest = await ctx.db
    .query("deliveryEvents")
    .withIndex("by_isApplied", (q) => q.eq("isApplied", false))
    .first();
  if (oldest && oldest._creationTime < before)
    await ctx.scheduler.runAfter(0, internal.deliveries.project, {});
}

async function applyEvent(
  ctx: MutationCtx,
  event: Doc<"deliveryEvents">,
  campaigns: Map<Id<"campaigns">, Hours>,
): Promise<void> {
  await ctx.db.patch("deliveryEvents", event._id, { isApplied: true });
  const recipient = await ctx.db.get("recipients", event.recipientId);
  if (!recipient) return;
  // The exchange sets acceptedAt itself, in its own transaction; here it is counted, and its event comes once.
  const known = event.type === "accepted" ? { ...recipient, acceptedAt: undefined } : recipient;
  const { patch, counted } = apply(known, event);
  if (Object.keys(patch).length > 0) await ctx.db.patch("recipients", recipient._id, patch);
  const hours = campaigns.get(recipient.campaignId) ?? new Map();
  addToHours(hours, event.type, counted);
  campaigns.set(recipient.campaignId, hours);
  if (event.type === "bounced" || event.type === "complained") {
    const addedBy = { kind: "backend" } as const;
    await suppress(ctx, recipient.email, { reason: event.type, campaignId: recipient.campaignId, addedBy });
  }
}
