/**
 * The projector is the only code that applies email events to recipients and counters. Events may come several times
 * and in any order. Each is stored once, and the order in which they are applied does not change the result. Storing an
 * event writes only that event's row, so thousands can be stored at the same time.
 */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { deliveryEvent } from "../../validators";
import { addToHours, countByHour, type Hours } from "./counts";
import { wakeProjector } from "./inbox";
import { type MailReport, OUTCOMES, reportMails } from "../mailReports";
import { forgetDue } from "../reminders/rows";
import { apply } from "./recipientStatus";
import { hasAddress } from "./recipients";
import { noteAccepted } from "../visits/acceptances";
import { suppress } from "./suppressions";

const EVENTS_PER_RUN = 100;
/** After these events the person gets no reminder. */
const ENDS_REMINDERS: ReadonlySet<string> = new Set([
  "accepted",
  "bounced",
  "complained",
  "failed",
  "suppressed",
]);
/**
 * How long the projector waits for more events before a run, in ms, because a campaign's events come by the hundred a
 * second.
 */
const GATHER = 250;
/**
 * A run only reads events that are at least this old, in ms. If it read newer ones, each event that comes would
 * conflict with it.
 */
const SETTLED = 100;

/**
 * Stores a webhook's event in the inbox, once. The caller has checked its signature. An event about an unknown
 * recipient is ignored. Besides the event, this only reads whether the projector is awake, which seldom changes, so
 * calls do not conflict.
 */
export const receive = internalMutation({
  args: {
    eventId: v.string(),
    type: deliveryEvent,
    recipient: v.string(),
    at: v.number(),
    details: v.optional(v.string()),
  },
  handler: async (ctx, { recipient, ...event }): Promise<void> => {
    const recipientId = ctx.db.normalizeId("recipients", recipient);
    if (!recipientId || (await isKnown(ctx, event.eventId))) return;
    await ctx.db.insert("deliveryEvents", { ...event, recipientId, isApplied: false });
    if (!(await isAwake(ctx))) await wakeProjector(ctx);
  },
});

async function isKnown(ctx: MutationCtx, eventId: string): Promise<boolean> {
  const event = await ctx.db
    .query("deliveryEvents")
    .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
    .first();
  return event !== null;
}

async function isAwake(ctx: MutationCtx): Promise<boolean> {
  return (await ctx.db.query("projector").first())?.isScheduled ?? false;
}

/** Starts the projector if it is not awake. Several calls at once start it only once. */
export const wake = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    if (await isAwake(ctx)) return;
    await setAwake(ctx, true);
    await projectSoon(ctx);
  },
});

async function projectSoon(ctx: MutationCtx): Promise<void> {
  const upTo = Date.now() + GATHER - SETTLED;
  await ctx.scheduler.runAfter(GATHER, internal.model.campaigns.deliveryEvents.project, { upTo });
}

async function setAwake(ctx: MutationCtx, isScheduled: boolean): Promise<void> {
  const projector = await ctx.db.query("projector").first();
  if (projector) await ctx.db.patch("projector", projector._id, { isScheduled });
  else await ctx.db.insert("projector", { isScheduled });
}

/**
 * Applies the oldest events that were stored up to the time `upTo`. If there may be more, the next run starts at once,
 * otherwise after `GATHER` ms.
 */
export const project = internalMutation({
  args: { upTo: v.optional(v.number()) },
  handler: async (ctx, { upTo = Number.MAX_SAFE_INTEGER }): Promise<void> => {
    const events = await ctx.db
      .query("deliveryEvents")
      .withIndex("by_isApplied", (q) => q.eq("isApplied", false).lte("_creationTime", upTo))
      .take(EVENTS_PER_RUN);
    if (events.length === 0) return sleepIfEmpty(ctx);
    await applyAll(ctx, events);
    if (events.length < EVENTS_PER_RUN) return projectSoon(ctx);
    await ctx.scheduler.runAfter(0, internal.model.campaigns.deliveryEvents.project, { upTo });
  },
});

/**
 * Stops the projector if the inbox is empty. This reads the inbox to its end, so a new event conflicts with this
 * transaction: the event then either keeps the projector awake or wakes it.
 */
async function sleepIfEmpty(ctx: MutationCtx): Promise<void> {
  if (await oldestEvent(ctx)) await projectSoon(ctx);
  else await setAwake(ctx, false);
}

async function applyAll(ctx: MutationCtx, events: Doc<"deliveryEvents">[]): Promise<void> {
  const campaigns = new Map<Id<"campaigns">, Hours>();
  const mails: MailReport[] = [];
  for (const event of events) mails.push(...(await applyEvent(ctx, event, campaigns)));
  if (events.some(({ type }) => type !== "accepted")) await reportMails(ctx, mails, { isEvent: true });
  for (const [campaignId, hours] of campaigns) {
    await countByHour(ctx, campaignId, "projector", hours);
    if (isDangerous(hours))
      await ctx.scheduler.runAfter(0, internal.model.campaigns.safety.judge, { campaignId });
  }
}

/** Whether these events include bounces or complaints, which may stop a campaign. */
function isDangerous(hours: Hours): boolean {
  return [...hours.values()].some(
    (counts) => (counts["bounced"] ?? 0) > 0 || (counts["complained"] ?? 0) > 0,
  );
}

/**
 * Starts a run if an event has been waiting since before the time `before`, because then the run that should have
 * applied it was lost.
 */
export async function reviveProjector(ctx: MutationCtx, before: number): Promise<void> {
  const oldest = await oldestEvent(ctx);
  if (oldest && oldest._creationTime < before)
    await ctx.scheduler.runAfter(0, internal.model.campaigns.deliveryEvents.project, {});
}

function oldestEvent(ctx: MutationCtx): Promise<Doc<"deliveryEvents"> | null> {
  return ctx.db
    .query("deliveryEvents")
    .withIndex("by_isApplied", (q) => q.eq("isApplied", false))
    .first();
}

async function applyEvent(
  ctx: MutationCtx,
  event: Doc<"deliveryEvents">,
  campaigns: Map<Id<"campaigns">, Hours>,
): Promise<MailReport[]> {
  await ctx.db.patch("deliveryEvents", event._id, { isApplied: true });
  const recipient = await ctx.db.get("recipients", event.recipientId);
  if (!recipient) return [];
  // The exchange has already set acceptedAt in its own transaction, so here the acceptance only needs to be counted.
  // Its event is stored only once.
  const known = event.type === "accepted" ? { ...recipient, acceptedAt: undefined } : recipient;
  // A mail server's answer often quotes the address, which an erased person's row must not get back.
  const isErased = !hasAddress(recipient);
  const { patch, counted } = apply(known, isErased ? { ...event, details: undefined } : event);
  if (Object.keys(patch).length > 0) await ctx.db.patch("recipients", recipient._id, patch);
  const hours = campaigns.get(recipient.campaignId) ?? new Map();
  addToHours(hours, event.type, counted);
  campaigns.set(recipient.campaignId, hours);
  if (ENDS_REMINDERS.has(event.type)) await forgetDue(ctx, recipient);
  if (isErased) await ctx.db.patch("deliveryEvents", event._id, { details: undefined });
  else if (event.type === "bounced" || event.type === "complained") {
    const addedBy = { kind: "backend" } as const;
    await suppress(ctx, recipient.email, { reason: event.type, campaignId: recipient.campaignId, addedBy });
  }
  if (event.type === "accepted") await noteAccepted(ctx, recipient, event.at);
  const outcome = OUTCOMES[event.type];
  return outcome ? [{ email: recipient.email, outcome }] : [];
}
