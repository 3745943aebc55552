/**
 * Queues the people who are due. One transaction checks whether anything stops the reminder, deletes the people's rows,
 * and adds the people to the campaign that sends the reminder. So nobody is queued twice, and nobody is queued after
 * the reminders were stopped.
 */
import { v } from "convex/values";
import { dueAt, isAllowed, nextTime } from "../../../lib/reminders/schedule";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { count } from "../campaigns/counts";
import { tallyOf } from "../campaigns/tally";
import { zoneOf } from "./due";
import { wake } from "./mailing";
import { getReminders, mailingOf, type Plan, stateOf, type Step } from "./plans";
import { claimSoon, dueNow, type Where } from "./runs";
import { countOtherwise, stillInvited, whyForbidden } from "./stops";
import { switchOff } from "./switching";

/** How many due people one transaction queues. */
const CHUNK = 100;

type Due = Doc<"dueReminders">;
type Recipient = Doc<"recipients">;

interface Open {
  campaign: Doc<"campaigns">;
  plan: Plan;
  step: Step;
}

/** Queues the people who are due for one reminder, a chunk in each call. */
export const claim = internalMutation({
  args: { campaignId: v.id("campaigns"), number: v.number() },
  handler: async (ctx, where): Promise<void> => {
    const open = await openStep(ctx, where);
    if (!open) return;
    const due = await dueNow(ctx, where).take(CHUNK);
    const ready = await readyOnes(ctx, open, due);
    const campaignId = ready.length > 0 ? await wake(ctx, open.campaign, open.step) : null;
    if (campaignId) await queue(ctx, campaignId, ready);
    if (due.length === CHUNK && (campaignId || ready.length === 0)) await claimSoon(ctx, where);
  },
});

/** Null if this reminder may not be sent now. */
async function openStep(ctx: MutationCtx, { campaignId, number }: Where): Promise<Open | null> {
  const [campaign, reminders] = [
    await ctx.db.get("campaigns", campaignId),
    await getReminders(ctx, campaignId),
  ];
  const step = reminders?.steps[number - 1];
  if (!campaign || !reminders || !step || stateOf(campaign, reminders.plan) !== "runs") return null;
  const forbidden = await whyForbidden(ctx, campaign, reminders.plan);
  if (forbidden !== null) {
    await switchOff(ctx, campaign, reminders.plan, { actor: { kind: "backend" }, why: forbidden });
    return null;
  }
  const status = (await mailingOf(ctx, step))?.status ?? "sending";
  return status === "sending" || status === "sent" ? { campaign, plan: reminders.plan, step } : null;
}

interface Ready {
  due: Due;
  person: Recipient;
}

/** The people who are reminded now. The rows of all others are deleted or moved to a later time. */
async function readyOnes(ctx: MutationCtx, { campaign, plan, step }: Open, due: Due[]): Promise<Ready[]> {
  const people = await Promise.all(due.map(({ recipientId }) => ctx.db.get("recipients", recipientId)));
  const known = people.filter((person) => person !== null);
  const invited = await stillInvited(ctx, known);
  const stopped = known.filter((person) => !invited.has(person));
  await count(ctx, campaign._id, "audience", { stoppedOtherwise: await countOtherwise(ctx, stopped) });
  const ready: Ready[] = [];
  for (const [index, row] of due.entries()) {
    const person = people[index];
    if (!person || !invited.has(person)) await ctx.db.delete("dueReminders", row._id);
    else if (!(await isPostponed(ctx, row, person, { plan, step }))) ready.push({ due: row, person });
  }
  return ready;
}

/**
 * Moves a row to a later time if its person should not be mailed now, because the reminder was changed since the row
 * was written, or because the row is late and it is night now.
 */
async function isPostponed(
  ctx: MutationCtx,
  row: Due,
  person: Recipient,
  { plan, step }: Pick<Open, "plan" | "step">,
): Promise<boolean> {
  const now = Date.now();
  const timeZone = zoneOf(person, plan);
  const planned = dueAt(step, row.since, timeZone, plan);
  if (planned <= now && isAllowed(now, timeZone, plan)) return false;
  const later = Math.max(planned, nextTime(step.hour, now, timeZone, plan));
  await ctx.db.patch("dueReminders", row._id, { dueAt: later, timeZone });
  return true;
}

async function queue(ctx: MutationCtx, campaignId: Id<"campaigns">, ready: Ready[]): Promise<void> {
  const rows = ready.map(({ due, person: { _id: reminderOf, email, name, fields } }) => ({
    ...{ campaignId, email, fields, status: "queued" as const },
    ...(name === undefined ? {} : { name }),
    ...{ reminderOf, reminderNumber: due.number },
  }));
  await Promise.all(rows.map((row) => ctx.db.insert("recipients", row)));
  await Promise.all(ready.map(({ due }) => ctx.db.delete("dueReminders", due._id)));
  await count(ctx, campaignId, "audience", tallyOf(rows));
}
