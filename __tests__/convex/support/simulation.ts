/**
 * Simulates a campaign with reminders over days, on a clock that it moves: people in many time zones accept,
 * unsubscribe and bounce, and processes die. It counts what must not happen.
 */
import { api, internal } from "@/convex/_generated/api";
import { isAllowed } from "@/lib/reminders/schedule";
import { followLink, newBrowser } from "./browser";
import {
  type CampaignId,
  type Recipient,
  type Row,
  recipientsOf,
  signInAs,
  unsubscribeLink,
} from "./campaigns";
import { readFast } from "./fast-reads";
import type { Mail } from "./mail";
import type { Person } from "./people";
import { launchWithReminders, RULES } from "./reminders";
import { tell } from "./webhooks";
import { advance, DAY, MINUTE, NOW, runScheduled, setTime, start, type World } from "./world";

export const ZONES = [
  ...["Pacific/Auckland", "Pacific/Chatham", "Australia/Sydney", "Australia/Adelaide", "Asia/Tokyo"],
  ...["Asia/Shanghai", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Kabul", "Asia/Dubai", "Asia/Tehran"],
  ...["Europe/Moscow", "Europe/Helsinki", "Europe/Berlin", "Europe/London", "Atlantic/Azores", "UTC"],
  ...["America/St_Johns", "America/Halifax", "America/New_York", "America/Chicago", "America/Denver"],
  ...["America/Los_Angeles", "Pacific/Honolulu"],
];

export interface Simulation {
  people: number;
  days: number;
  /** See `readFast`. */
  readsFile: string | undefined;
  /** Whether all that is scheduled is lost from time to time, as with a process that dies. */
  hasKills: boolean;
  seed: number;
}

export interface Outcome {
  invitations: number;
  reminders: number;
  kills: number;
  stopped: number;
  doubled: number;
  afterStop: number;
  outsideHours: number;
  lost: number;
}

const SUBJECTS = ["First", "Second", "Third"];
const STEPS = [
  { days: 2, hour: 9, subject: "First" },
  { days: 3, hour: 14, subject: "Second" },
  { days: 4, hour: 19, subject: "Third" },
];
/** The cron job runs every minute. Here it runs every quarter of an hour, the finest step between time zones. */
const STEP = 15 * MINUTE;

export async function simulate({ people, days, hasKills, seed, readsFile }: Simulation): Promise<Outcome> {
  const world = await start({ RESEND_REQUESTS_PER_SECOND: "200", RATE_LIMIT_SCALE: "100000" });
  const free = await readFast(world.t, readsFile);
  const marketer = await signInAs(world, "marketer");
  const random = randomFrom(seed);
  const rules = { ...RULES, notOnWeekends: true };
  const campaignId = await launchWithReminders(world, marketer, rowsOf(people), { rules, steps: STEPS });
  const zoneOf = new Map(
    (await recipientsOf(world.t, campaignId)).map((one) => [one.email, one.fields["timezone"]!]),
  );
  const stoppedAt = new Map<string, number>();
  const outcome = { invitations: world.mail.mails.length, kills: 0, outsideHours: 0, afterStop: 0 };
  onArrival(world, ({ to }) => {
    if (!isAllowed(Date.now(), zoneOf.get(to)!, rules)) outcome.outsideHours++;
    if (stoppedAt.has(to)) outcome.afterStop++;
  });
  for (let at = NOW + DAY; at < NOW + days * DAY; at = nextStep(at)) {
    setTime(at);
    free();
    // About two people in five are stopped in the end.
    for (let stops = (people / 3_000) * 2 * random(); stops > random(); stops--)
      await stopSomebody({ world, marketer, campaignId }, { random, stoppedAt, zoneOf });
    if (!(await isAnyDue(world, campaignId, at))) continue;
    const isKilled = hasKills && random() < 0.25;
    await world.t.mutation(internal.model.reminders.sweeping.sweep, {});
    await runScheduled(world, isKilled ? 100 * Math.floor(random() * 12) : 1_000);
    if (isKilled) outcome.kills += await kill(world, downtimeOf(random));
    else await untilQuiet(world);
  }
  return { ...outcome, ...(await judged(world, campaignId, stoppedAt)) };
}

/** Calls `check` at the moment when the mail server accepts a mail. */
function onArrival({ mail: { mails } }: World, check: (mail: Mail) => void): void {
  const push = mails.push.bind(mails);
  mails.push = (...arrived) => {
    arrived.forEach(check);
    return push(...arrived);
  };
}

/** Nothing happens in most quarters of an hour, so they are skipped. */
function isAnyDue({ t }: World, campaignId: CampaignId, at: number): Promise<boolean> {
  return t.run(async ({ db }) => {
    for (const number of [1, 2, 3]) {
      const due = db
        .query("dueReminders")
        .withIndex("by_campaign_and_number_and_dueAt", (q) =>
          q.eq("campaignId", campaignId).eq("number", number).lte("dueAt", at),
        );
      if ((await due.first()) !== null) return true;
    }
    return false;
  });
}

function rowsOf(people: number): Row[] {
  return Array.from({ length: people }, (_, index) => ({
    line: index + 1,
    email: `reader${index}@example.com`,
    fields: { timezone: ZONES[index % ZONES.length]! },
  }));
}

/** Simulated time may have passed in which nothing ran. */
const nextStep = (at: number) => at + STEP * Math.max(1, Math.ceil((Date.now() - at) / STEP));

/** Every second process is down for hours, so that reminders become due in the night or on a weekend. */
const downtimeOf = (random: () => number) => MINUTE * (random() < 0.5 ? Math.floor(720 * random()) : 6);

/** Loses all that is scheduled, and starts again later, as a new process does. */
async function kill(world: World, downtime: number): Promise<number> {
  await world.t.run(async ({ db, scheduler }) => {
    for (const { _id, state } of await db.system.query("_scheduled_functions").collect())
      if (state.kind === "pending") await scheduler.cancel(_id);
  });
  await revive(world, downtime);
  await world.t.mutation(internal.model.reminders.sweeping.sweep, {});
  await untilQuiet(world);
  return 1;
}

async function untilQuiet(world: World): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const isBusy = await world.t.run(async ({ db }) => {
      const sending = db
        .query("campaigns")
        .withIndex("by_status_and_pausedBecause", (q) => q.eq("status", "sending"));
      return (await sending.first()) !== null;
    });
    if (!isBusy) return;
    await runScheduled(world, 500);
  }
}

interface Stage {
  world: World;
  marketer: Person;
  campaignId: CampaignId;
}
interface People {
  random: () => number;
  stoppedAt: Map<string, number>;
  zoneOf: Map<string, string>;
}

/** Somebody accepts, unsubscribes, is revoked or bounces. From then on, they must not be reminded. */
async function stopSomebody({ world, marketer, campaignId }: Stage, people: People): Promise<void> {
  const emails = [...people.zoneOf.keys()].filter((email) => !people.stoppedAt.has(email));
  const email = emails[Math.floor(people.random() * emails.length)];
  if (email === undefined) return;
  const recipient = await world.t.run(({ db }) =>
    db
      .query("recipients")
      .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId).eq("email", email))
      .unique(),
  );
  const way = people.random();
  if (way < 0.3) await followLink(world, world.mail.lastTo(email).token, await newBrowser());
  else if (way < 0.6) await world.t.mutation(api.unsubscribes.confirm, await unsubscribeLink(recipient!));
  else if (way < 0.9)
    await marketer.as.mutation(api.recipients.revokeInvite, { recipientId: recipient!._id });
  else await bounce(world, recipient!);
  people.stoppedAt.set(email, Date.now());
}

async function revive({ t }: World, later: number): Promise<void> {
  advance(later);
  await t.mutation(internal.model.campaigns.recovery.revive, {});
}

/** The provider reports a bounce. It stops reminders once its report is applied, a moment later. */
async function bounce(world: World, { _id: recipientId }: Recipient): Promise<void> {
  const event = { type: "email.bounced", recipientId, at: Date.now() };
  await tell(world, { ...event, bounce: { type: "Permanent", message: "" } });
  for (let round = 0; round < 20; round++) {
    const bounced = await world.t.run(({ db }) => db.get("recipients", recipientId));
    if (bounced?.bouncedAt !== undefined) return;
    await runScheduled(world, 100);
    // After a crash, a cron job starts the lost projector again.
    if (round % 10 === 9) await revive(world, 6 * MINUTE);
  }
  throw new Error("The report of a bounce was not applied");
}

/** Whoever was not stopped must have got each reminder whose time has come exactly once. */
async function judged(world: World, campaignId: CampaignId, stoppedAt: Map<string, number>) {
  const got = new Map<string, number>();
  let reminders = 0;
  for (const { to, subject } of world.mail.mails) {
    if (!SUBJECTS.includes(subject)) continue;
    reminders++;
    got.set(`${to} ${subject}`, (got.get(`${to} ${subject}`) ?? 0) + 1);
  }
  const silent = (await recipientsOf(world.t, campaignId)).filter(({ email }) => !stoppedAt.has(email));
  const next = await nextNumbers(world);
  const lost = silent.flatMap(({ _id, email }) =>
    SUBJECTS.slice(0, next.get(_id)).filter((subject) => !got.has(`${email} ${subject}`)),
  );
  const doubled = [...got.values()].filter((times) => times > 1).length;
  return { reminders, doubled, lost: lost.length, stopped: stoppedAt.size };
}

/** How many reminders come before the one for which each person is still due. */
async function nextNumbers({ t }: World): Promise<Map<Recipient["_id"], number>> {
  const due = await t.run(({ db }) => db.query("dueReminders").collect());
  const waiting = due.filter(({ dueAt }) => dueAt > Date.now());
  return new Map(waiting.map(({ recipientId, number }) => [recipientId, number - 1]));
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
