/**
 * Stores when each person is due for their next reminder, in at most one row for each person. The transaction that
 * records the previous mail as sent also writes this row, so no crash can separate the two.
 */
import { dueAt, nextTime } from "../../../lib/reminders/schedule";
import { parseTimeZone, zoneTextOf } from "../../../lib/reminders/time-zones";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { getReminders, type Plan, type Reminders } from "./plans";
import { dueOf, remindersOf } from "./rows";

type Recipient = Doc<"recipients">;

/** The last mail to a person. `sentAt` is missing if the mail has not been sent yet. */
export interface LastMail {
  /** The number of the reminder; 0 for the invitation. */
  number: number;
  sentAt: number | undefined;
}

export async function lastMailOf(ctx: QueryCtx, original: Recipient): Promise<LastMail> {
  const last = (await remindersOf(ctx, original._id)).find(({ reminderNumber }) => reminderNumber);
  return { number: last?.reminderNumber ?? 0, sentAt: (last ?? original).sentAt };
}

export function zoneOf({ fields }: Pick<Recipient, "fields">, plan: Plan): string {
  return parseTimeZone(zoneTextOf(fields)) ?? plan.timeZone;
}

/** Whether a mail of this row ended the invitation, so that no reminder may follow. */
export function isOver(recipient: Recipient): boolean {
  const { acceptedAt, unsubscribedAt, bouncedAt, complainedAt, failedAt, suppressedAt, memberAt, revokedAt } =
    recipient;
  const ends = [acceptedAt, unsubscribedAt, bouncedAt, complainedAt, suppressedAt, memberAt, revokedAt];
  return ends.some((at) => at !== undefined) || (recipient.status === "failed" && failedAt !== undefined);
}

/** Records when these people are due for their next reminder. Call it when their mail was recorded as sent. */
export async function planNext(
  ctx: MutationCtx,
  campaign: Doc<"campaigns">,
  sent: Recipient[],
): Promise<void> {
  const { reminderOf: original, reminderNumber: number = 0 } = campaign;
  if (sent.length === 0 || (original && number === 0)) return;
  const reminders = await getReminders(ctx, original ?? campaign._id);
  if (!reminders?.plan.isOn || reminders.steps.length <= number) return;
  await open(ctx, reminders.plan);
  await Promise.all(
    sent.map(async (recipient) => {
      const person = recipient.reminderOf ? await ctx.db.get("recipients", recipient.reminderOf) : recipient;
      if (person) await setDue(ctx, reminders, person, { number, sentAt: recipient.sentAt });
    }),
  );
}

/** Marks the plan as open, because the sweep reads only open plans. */
export async function open(ctx: MutationCtx, plan: Plan): Promise<void> {
  if (!plan.isOpen) await ctx.db.patch("reminderPlans", plan._id, { isOpen: true });
}

/** Writes, moves or deletes a person's row, according to the plan and their last mail. */
export async function setDue(
  ctx: MutationCtx,
  { plan, steps }: Reminders,
  person: Recipient,
  { number, sentAt }: LastMail,
): Promise<void> {
  const known = await dueOf(ctx, person._id);
  const step = sentAt === undefined || isOver(person) ? undefined : steps[number];
  if (!step || sentAt === undefined) {
    if (known) await ctx.db.delete("dueReminders", known._id);
    return;
  }
  const timeZone = zoneOf(person, plan);
  const planned = dueAt(step, sentAt, timeZone, plan);
  const now = Date.now();
  const at = planned >= now ? planned : nextTime(step.hour, now, timeZone, plan);
  const due = { number: step.number, since: sentAt, timeZone, dueAt: at };
  if (known) await ctx.db.patch("dueReminders", known._id, due);
  else await ctx.db.insert("dueReminders", { campaignId: plan.campaignId, recipientId: person._id, ...due });
}
