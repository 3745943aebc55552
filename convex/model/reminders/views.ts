/** Reminders in the shape that the marketers' pages show. */
import { parseTimeZone, zoneTextOf } from "../../../lib/reminders/time-zones";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { countsOf } from "../campaigns/counts";
import { getReminders, mailingOf, type Step } from "./plans";
import { dueOf, remindersOf } from "./rows";

/** How many people or due reminders one call reads. */
const PAGE = 1_000;
/** How many unknown time zones one call lists. */
const EXAMPLES = 5;

export async function asPage(ctx: QueryCtx, campaign: Doc<"campaigns">) {
  const reminders = await getReminders(ctx, campaign._id);
  if (!reminders) return null;
  const { isOn, timeZone, notAtNight, notOnWeekends, version, stoppedBecause = null } = reminders.plan;
  const steps = await Promise.all(reminders.steps.map((step) => asStep(ctx, step)));
  return { isOn, timeZone, notAtNight, notOnWeekends, version, stoppedBecause, steps };
}

async function asStep(ctx: QueryCtx, step: Step) {
  const { number, days, hour, subject, body, buttonLabel } = step;
  const mailing = await mailingOf(ctx, step);
  return {
    ...{ number, days, hour, subject, body, buttonLabel },
    /** Null until the first person is due. After that, the reminder cannot be changed. */
    mailing: mailing && {
      id: mailing._id,
      status: mailing.status,
      pausedBecause: mailing.pausedBecause ?? null,
      pausedError: mailing.pausedError ?? null,
      counts: await countsOf(ctx, mailing._id),
    },
  };
}

/** How many people of one page of the audience are in each time zone. The key is empty for people without one. */
export async function zonesOn(ctx: QueryCtx, campaignId: Id<"campaigns">, cursor: string | null) {
  const found = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
    .paginate({ numItems: PAGE, cursor });
  const zones: Record<string, number> = {};
  const unknown: { email: string; text: string }[] = [];
  let unknownCount = 0;
  for (const { email, fields } of found.page) {
    const text = zoneTextOf(fields);
    const zone = parseTimeZone(text) ?? "";
    zones[zone] = (zones[zone] ?? 0) + 1;
    if (zone !== "" || text === "") continue;
    unknownCount++;
    if (unknown.length < EXAMPLES) unknown.push({ email, text: text.slice(0, 100) });
  }
  const list = Object.entries(zones).map(([zone, people]) => ({ zone, people }));
  return { zones: list, unknown, unknownCount, cursor: found.isDone ? null : found.continueCursor };
}

/** How many people on one page are due for which reminder and when. */
export async function dueOn(ctx: QueryCtx, campaignId: Id<"campaigns">, cursor: string | null) {
  const found = await ctx.db
    .query("dueReminders")
    .withIndex("by_campaign_and_number_and_dueAt", (q) => q.eq("campaignId", campaignId))
    .paginate({ numItems: PAGE, cursor });
  const groups = new Map<string, { number: number; dueAt: number; zone: string; people: number }>();
  for (const { number, dueAt, timeZone: zone } of found.page) {
    const key = `${number} ${dueAt} ${zone}`;
    const group = groups.get(key) ?? { number, dueAt, zone, people: 0 };
    groups.set(key, { ...group, people: group.people + 1 });
  }
  return { due: [...groups.values()], cursor: found.isDone ? null : found.continueCursor };
}

/** The reminders that one person got, oldest first, and the next one. */
export async function ofPerson(ctx: QueryCtx, recipient: Doc<"recipients">) {
  const original = recipient.reminderOf ?? recipient._id;
  const rows = (await remindersOf(ctx, original)).filter(
    ({ reminderNumber }) => reminderNumber !== undefined,
  );
  const due = await dueOf(ctx, original);
  return {
    sent: rows
      .map(({ _id, reminderNumber = 0, status, sentAt, deliveredAt, openedAt, clickedAt, acceptedAt }) => ({
        ...{ id: _id, number: reminderNumber, status, sentAt, deliveredAt, openedAt, clickedAt, acceptedAt },
      }))
      .reverse(),
    next: due && { number: due.number, dueAt: due.dueAt, timeZone: due.timeZone },
  };
}
