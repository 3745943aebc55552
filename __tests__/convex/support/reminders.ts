/** Helpers for campaigns that remind people automatically. */
import { api, internal } from "@/convex/_generated/api";
import type { Doc } from "@/convex/_generated/dataModel";
import type { Rules, StepDraft } from "@/convex/model/reminders/editing";
import { type CampaignId, draftFor, type Recipient, type Row, runUntil } from "./campaigns";
import type { Person } from "./people";
import { runScheduled, setTime, type World } from "./world";

export const RULES: Rules = {
  isOn: true,
  timeZone: "Europe/Berlin",
  notAtNight: true,
  notOnWeekends: false,
};

/** Three days after the invitation at 9:00, and two days after that at 10:00. */
export const STEPS: StepDraft[] = [
  { days: 3, hour: 9, subject: "Still there, {{firstName|friend}}?" },
  { days: 2, hour: 10, subject: "Last call", body: "The last reminder.", buttonLabel: "Come in" },
];

/** Rows for one recipient in each of these time zones: `reader0@example.com` and so on. */
export function rowsIn(zones: (string | null)[]): Row[] {
  return zones.map((zone, index) => {
    const fields: Row["fields"] = zone === null ? {} : { timezone: zone };
    return {
      line: index + 1,
      email: `reader${index}@example.com`,
      name: `Reader${index} Surname`,
      fields,
    };
  });
}

export interface Reminding {
  rules?: Partial<Rules>;
  steps?: StepDraft[];
}

export async function saveReminders(
  { as }: Person,
  campaignId: CampaignId,
  { rules = {}, steps = STEPS }: Reminding = {},
): Promise<number> {
  const seen = (await as.query(api.reminders.get, { campaignId }))?.version ?? 0;
  return as.mutation(api.reminders.save, { campaignId, seen, rules: { ...RULES, ...rules }, steps });
}

/** A campaign with reminders, whose invitations have been sent. A large one does not wait for its first part. */
export async function launchWithReminders(
  world: World,
  marketer: Person,
  rows: Parameters<typeof draftFor>[1],
  reminding: Reminding = {},
): Promise<CampaignId> {
  const campaignId = await draftFor(marketer, rows);
  await saveReminders(marketer, campaignId, reminding);
  await marketer.as.mutation(api.campaigns.launch, { campaignId, skipCheck: true });
  await runUntil(world, campaignId, "sent");
  return campaignId;
}

/** Sets the clock to a time such as `2026-11-26T08:00Z`, runs the cron job, and all that it starts. */
export async function sweepAt(world: World, time: string | number, ms = 1_500): Promise<void> {
  setTime(typeof time === "number" ? time : Date.parse(time));
  await sweep(world, ms);
}

export async function sweep(world: World, ms = 1_500): Promise<void> {
  await world.t.mutation(internal.model.reminders.sweeping.sweep, {});
  await runScheduled(world, ms);
}

export function dueRows({ t }: World): Promise<Doc<"dueReminders">[]> {
  return t.run(({ db }) => db.query("dueReminders").collect());
}

/** The addresses that got a mail with this subject, in order. */
export function mailed({ mail }: World, subject: string | RegExp): string[] {
  const isIt = (one: string) => (typeof subject === "string" ? one === subject : subject.test(one));
  return mail.mails
    .filter((one) => isIt(one.subject))
    .map(({ to }) => to)
    .sort();
}

export async function reminderRows({ t }: World): Promise<Recipient[]> {
  const rows = await t.run(({ db }) => db.query("recipients").collect());
  return rows.filter(({ reminderNumber }) => reminderNumber !== undefined);
}

/** Queues the people who are due for the first reminder, and sends nothing yet. */
export async function claimNow({ t }: World, campaignId: CampaignId): Promise<void> {
  await t.mutation(internal.model.reminders.claiming.claim, { campaignId, number: 1 });
}

/** Writes rows of due people again that have been deleted since. */
export async function putBack({ t }: World, rows: Doc<"dueReminders">[]): Promise<void> {
  await t.run(async ({ db }) => {
    for (const { _id, _creationTime, ...due } of rows)
      if (!(await db.get("dueReminders", _id))) await db.insert("dueReminders", due);
  });
}
