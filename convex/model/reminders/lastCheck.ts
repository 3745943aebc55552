/**
 * The last check of a reminder's batch, in the transaction that begins to send it. Between the claim and this moment,
 * the reminders may have been switched off, or it may have become night.
 */
import { isAllowed, nextTime } from "../../../lib/reminders/schedule";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { count } from "../campaigns/counts";
import { withoutNewLink } from "../campaigns/invites";
import { inBatch } from "../campaigns/recipients";
import { tallyOf } from "../campaigns/tally";
import { lastMailOf, open, setDue, zoneOf } from "./due";
import { getReminders, type Plan, type Reminders, type State, stateOf } from "./plans";

type Campaign = Doc<"campaigns">;
type Recipient = Doc<"recipients">;

interface Original {
  state: State;
  reminders: Reminders | null;
}

/**
 * Removes people who must not be reminded now from a batch. They are due again at the next allowed time, unless the
 * reminders were switched off.
 */
export async function postponeReminders(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  campaign: Campaign,
): Promise<void> {
  if (campaign.reminderNumber === undefined) return;
  const { state, reminders } = await originalOf(ctx, campaign);
  const batch = await inBatch(ctx, batchId);
  const postponed = batch.filter((one) => state !== "runs" || !isTimeFor(one, reminders?.plan));
  for (const recipient of postponed) await putOff(ctx, recipient, state === "over" ? null : reminders);
  await count(ctx, campaign._id, "audience", tallyOf(postponed, -1));
  if (reminders && state !== "over" && postponed.length > 0) await open(ctx, reminders.plan);
}

async function originalOf(ctx: MutationCtx, { reminderOf }: Campaign): Promise<Original> {
  const original = reminderOf ? await ctx.db.get("campaigns", reminderOf) : null;
  const reminders = original && (await getReminders(ctx, original._id));
  return { state: stateOf(original, reminders?.plan ?? null), reminders };
}

function isTimeFor(recipient: Recipient, plan: Plan | undefined, at = Date.now()): boolean {
  return plan !== undefined && isAllowed(at, zoneOf(recipient, plan), plan);
}

async function putOff(ctx: MutationCtx, recipient: Recipient, reminders: Reminders | null): Promise<void> {
  await withoutNewLink(ctx, recipient);
  await ctx.db.delete("recipients", recipient._id);
  const person = recipient.reminderOf && (await ctx.db.get("recipients", recipient.reminderOf));
  if (person && reminders) await setDue(ctx, reminders, person, await lastMailOf(ctx, person));
}

/** How many times `repeatAt` tries to find a time at which everybody in a batch may be mailed. */
const ATTEMPTS = 5;

/**
 * When to repeat a batch that the provider may have received already. It must be repeated unchanged, so this is a time
 * at which everybody in the batch may be mailed. Null if there is no such time before `latest`.
 */
export async function repeatAt(
  ctx: MutationCtx,
  batchId: Id<"batches">,
  campaign: Campaign,
  latest: number,
): Promise<number | null> {
  if (campaign.reminderNumber === undefined) return Date.now();
  const { reminders } = await originalOf(ctx, campaign);
  const step = reminders?.steps[campaign.reminderNumber - 1];
  if (!reminders || !step) return Date.now();
  const { plan } = reminders;
  const batch = await inBatch(ctx, batchId);
  let at = Date.now();
  for (let attempt = 0; attempt < ATTEMPTS && at <= latest; attempt++) {
    const closed = batch.filter((one) => !isTimeFor(one, plan, at));
    if (closed.length === 0) return at;
    at = Math.max(...closed.map((one) => nextTime(step.hour, at, zoneOf(one, plan), plan)));
  }
  return null;
}
