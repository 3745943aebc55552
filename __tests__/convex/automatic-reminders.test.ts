/** A campaign reminds people who have not accepted, at an hour of their own time zone, until something stops it. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { Role } from "@/lib/roles";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  recipientOf,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
  unsubscribeLink,
} from "./support/campaigns";
import { type Person, signIn } from "./support/people";
import {
  dueRows,
  launchWithReminders,
  mailed,
  reminderRows,
  rowsIn,
  saveReminders,
  STEPS,
  sweep,
  sweepAt,
} from "./support/reminders";
import { advance, DAY, NOW, runScheduled, setTime, start, type World } from "./support/world";
import { tell } from "./support/webhooks";

const [ADA, BOB] = ["reader0@example.com", "reader1@example.com"] as const;
const FIRST = /^Still there/;
const LAST = "Last call";
/** The invitations are sent on Monday, 23 November at 12:00 UTC. These are the times of both reminders in Berlin. */
const THURSDAY = "2026-11-26T08:00Z";
const SATURDAY = "2026-11-28T09:00Z";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const launch = async (
  ...args: Parameters<typeof launchWithReminders> extends [unknown, unknown, ...infer R] ? R : never
) => {
  campaignId = await launchWithReminders(world, marketer, ...args);
};
/** Renews all proofs, because changing the reminders of a launched campaign needs one from the last twelve hours. */
const prove = () =>
  world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("proofs").collect())
      await db.patch("proofs", _id, { provenAt: Date.now() });
  });
/** Only the role changes here, so nothing but the claim can notice it. */
const setRoleOf = ({ userId }: Person, role: Role) =>
  world.t.run(async ({ db }) => {
    const member = (await db.query("members").collect()).find((one) => one.userId === userId)!;
    await db.patch("members", member._id, { role });
  });
const page = async () => (await marketer.as.query(api.reminders.get, { campaignId }))!;
const tokensOf = (email: string) =>
  world.mail.mails.filter(({ to }) => to === email).map(({ token }) => token);

async function follow(email: string, nth: number) {
  return followLink(world, tokensOf(email)[nth]!, await newBrowser());
}

describe("two reminders", () => {
  test("are sent at their hours, each with its own text and a link that replaces the previous one", async () => {
    await launch(rowsIn(["Europe/Berlin"]));
    await sweepAt(world, "2026-11-26T07:59Z");
    expect(mailed(world, FIRST)).toEqual([]);
    await sweepAt(world, THURSDAY);
    expect(world.mail.lastTo(ADA)).toMatchObject({ subject: "Still there, Reader0?" });
    expect(world.mail.lastTo(ADA).text).toContain("Hello Reader0 of somewhere");
    await sweepAt(world, SATURDAY);
    expect(world.mail.lastTo(ADA)).toMatchObject({ subject: LAST });
    expect(world.mail.lastTo(ADA).text).toContain("The last reminder.");
    expect(await follow(ADA, 0)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(ADA, 1)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(ADA, 2)).toMatchObject({ ok: true });
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeDefined();
    expect(await dueRows(world)).toEqual([]);
  });

  test("are not sent again when the cron job runs again", async () => {
    await launch(rowsIn(["Europe/Berlin", null]));
    for (const time of [THURSDAY, SATURDAY, "2026-12-10T09:00Z", "2027-01-10T09:00Z"]) {
      await sweepAt(world, time);
      await sweep(world);
      await Promise.all([sweep(world, 0), sweep(world, 0)]);
    }
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    expect(mailed(world, LAST)).toEqual([ADA, BOB]);
  });

  test("have their own numbers, and do not change those of the campaign", async () => {
    await launch(rowsIn(["Europe/Berlin", null]));
    await sweepAt(world, THURSDAY);
    await follow(ADA, 1);
    await runScheduled(world);
    const [first] = (await page()).steps;
    expect(first?.mailing).toMatchObject({ status: "sent", counts: { recipients: 2, sent: 2, accepted: 1 } });
    await expectCountersToFit(world.t, campaignId);
    await expectCountersToFit(world.t, first!.mailing!.id);
  });
});

test("everybody is mailed at the hour in their own time zone, or else in the campaign's", async () => {
  const zones = ["Pacific/Auckland", "Asia/Kolkata", null, "Mars/Base", "America/New_York"];
  await launch(rowsIn(zones));
  const times: Record<string, string> = {};
  for (let at = NOW + DAY; at < NOW + 4 * DAY; at += DAY / 48) {
    await sweepAt(world, at);
    for (const to of mailed(world, FIRST)) times[to] ??= new Date(at).toISOString().slice(0, 16);
  }
  expect(times).toEqual({
    "reader0@example.com": "2026-11-26T20:00",
    "reader1@example.com": "2026-11-26T03:30",
    "reader2@example.com": "2026-11-26T08:00",
    "reader3@example.com": "2026-11-26T08:00",
    "reader4@example.com": "2026-11-26T14:00",
  });
});

describe("no reminder follows", () => {
  const stops: [string, () => Promise<unknown>][] = [
    ["an acceptance", () => follow(ADA, 0)],
    [
      "unsubscribing",
      async () => world.t.mutation(api.unsubscribes.confirm, await unsubscribeLink(await ada())),
    ],
    ["a bounce", async () => happens("email.bounced")],
    ["a complaint", async () => happens("email.complained")],
    ["a suppression", () => marketer.as.mutation(api.suppressions.add, { emails: [ADA], note: "asked" })],
    [
      "a revocation",
      async () => marketer.as.mutation(api.recipients.revokeInvite, { recipientId: (await ada())._id }),
    ],
    ["becoming a member in another way", () => signIn(world, ADA)],
  ];
  const ada = () => recipientOf(world.t, campaignId, ADA);
  const happens = async (type: string) => {
    await tell(world, {
      type,
      recipientId: (await ada())._id,
      at: Date.now(),
      bounce: { type: "Permanent", message: "" },
    });
    await runScheduled(world);
  };

  test.each(stops)("%s, and others get theirs", async (_, stop) => {
    await launch(rowsIn([null, null]));
    await stop();
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([BOB]);
    expect((await dueRows(world)).map(({ number }) => number)).toEqual([2]);
  });

  test.each(stops)("%s, even between the claim and the sending", async (_, stop) => {
    await launch(rowsIn([null, null]));
    setTime(Date.parse(THURSDAY));
    await world.t.mutation(internal.model.reminders.claiming.claim, { campaignId, number: 1 });
    // A pause keeps the mails in the queue.
    const { mailing } = (await page()).steps[0]!;
    await marketer.as.mutation(api.campaigns.pause, { campaignId: mailing!.id });
    await stop();
    await prove();
    await marketer.as.mutation(api.campaigns.resume, { campaignId: mailing!.id });
    await runUntil(world, mailing!.id, "sent");
    expect(mailed(world, FIRST)).toEqual([BOB]);
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual([BOB]);
  });

  test("after a bounce or revocation of the first reminder, the second one is not sent", async () => {
    await launch(rowsIn([null, null, null]));
    await sweepAt(world, THURSDAY);
    const [first, second] = await reminderRows(world);
    await tell(world, {
      type: "email.bounced",
      recipientId: first!._id,
      at: Date.now(),
      bounce: { type: "Permanent", message: "" },
    });
    await marketer.as.mutation(api.recipients.revokeInvite, { recipientId: second!._id });
    await runScheduled(world);
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual(["reader2@example.com"]);
  });

  test("revoking the invite on the campaign's page ends the reminder's link too", async () => {
    await launch(rowsIn([null]));
    await sweepAt(world, THURSDAY);
    const recipientId = (await ada())._id;
    expect(await marketer.as.mutation(api.recipients.revokeInvite, { recipientId })).toEqual({
      revoked: true,
    });
    expect(await follow(ADA, 1)).toEqual({ ok: false, reason: "revoked" });
  });
});

describe("for everybody:", () => {
  const setOn = (isOn: boolean) => marketer.as.mutation(api.reminders.setOn, { campaignId, isOn });

  test("reminders that were switched off before the launch are not sent", async () => {
    await launch(rowsIn([null]), { rules: { isOn: false } });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("switching reminders off stops them, and switching them on continues where they stopped", async () => {
    await launch(rowsIn([null, null]));
    await setOn(false);
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
    await prove();
    await setOn(true);
    await runScheduled(world);
    // The time in the plan has passed, so they are due at the next 9:00.
    await sweepAt(world, "2026-11-27T07:59Z");
    expect(mailed(world, FIRST)).toEqual([]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
  });

  test("switching reminders off between claim and sending stops them, and they can be sent later", async () => {
    await launch(rowsIn([null, null]));
    setTime(Date.parse(THURSDAY));
    await world.t.mutation(internal.model.reminders.claiming.claim, { campaignId, number: 1 });
    await setOn(false);
    await runScheduled(world, 2_000);
    expect(mailed(world, FIRST)).toEqual([]);
    await prove();
    await setOn(true);
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    await expectCountersToFit(world.t, (await page()).steps[0]!.mailing!.id);
  });

  test("a cancelled campaign sends no reminders", async () => {
    await launch(rowsIn([null]));
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "paused" }));
    await marketer.as.mutation(api.campaigns.cancel, { campaignId });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("the reminders of a paused campaign wait, and are not sent at night after it is resumed", async () => {
    await launch(rowsIn([null]));
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "paused" }));
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "sent" }));
    await sweepAt(world, "2026-11-26T21:00Z");
    expect(mailed(world, FIRST)).toEqual([]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA]);
  });

  test("reminders of a writer's campaign are sent, and stop when the marketer who launched it loses the role", async () => {
    const writer = await signInAs(world, "writer");
    campaignId = await draftFor(writer, rowsIn([null, null]));
    await saveReminders(writer, campaignId);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    await setRoleOf(marketer, "writer");
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual([]);
    expect((await page()).stoppedBecause).toContain(marketer.email);
  });

  test("reminders stop when their marketer loses the role, and say so; another marketer can switch them on", async () => {
    await launch(rowsIn([null]));
    await setRoleOf(marketer, "member");
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    marketer = await signInAs(world, "marketer", "other@example.com");
    expect(await page()).toMatchObject({
      isOn: false,
      stoppedBecause: expect.stringContaining("marketer@example.com"),
    });
    await prove();
    await setOn(true);
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA]);
  });
});

describe("night and weekend", () => {
  test("a late reminder is sent the next morning instead of at night", async () => {
    await launch(rowsIn(["Europe/Berlin", "America/New_York"]));
    // In Berlin it is 22:00, in New York 16:00.
    await sweepAt(world, "2026-11-26T21:00Z");
    expect(mailed(world, FIRST)).toEqual([BOB]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
  });

  test("a mail that waited in the queue until night is sent the next morning", async () => {
    await launch(rowsIn([null, null]));
    setTime(Date.parse("2026-11-26T18:00Z"));
    await world.t.mutation(internal.model.reminders.claiming.claim, { campaignId, number: 1 });
    setTime(Date.parse("2026-11-26T19:30Z"));
    await runScheduled(world, 2_000);
    expect(mailed(world, FIRST)).toEqual([]);
    expect((await dueRows(world)).map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual([
      "2026-11-27T08:00:00.000Z",
      "2026-11-27T08:00:00.000Z",
    ]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    await expectCountersToFit(world.t, (await page()).steps[0]!.mailing!.id);
  });

  test("a request without an answer is repeated unchanged the next morning if it is night", async () => {
    await launch(rowsIn([null]));
    world.mail.failures.push("cut-after");
    await sweepAt(world, "2026-11-26T18:54:55Z", 500);
    expect(mailed(world, FIRST)).toEqual([ADA]);
    setTime(Date.parse("2026-11-26T19:30Z"));
    await runScheduled(world, 30_000, { tick: 1_000 });
    expect(await tally(world.t, (await page()).steps[0]!.mailing!.id)).toEqual({ claimed: 1 });
    await runScheduled(world, DAY / 2 + DAY / 24, { tick: DAY / 24 / 12 });
    expect(await tally(world.t, (await page()).steps[0]!.mailing!.id)).toEqual({ sent: 1 });
    expect(mailed(world, FIRST)).toEqual([ADA]);
  });

  test("reminders skip weekends if that is chosen", async () => {
    await launch(rowsIn([null]), {
      rules: { notOnWeekends: true },
      steps: [{ days: 5, hour: 9, subject: LAST }],
    });
    await sweepAt(world, SATURDAY);
    await sweepAt(world, "2026-11-29T09:00Z");
    expect(mailed(world, LAST)).toEqual([]);
    await sweepAt(world, "2026-11-30T08:00Z");
    expect(mailed(world, LAST)).toEqual([ADA]);
  });
});

describe("editing", () => {
  test("a change before the time applies: later, earlier, another text", async () => {
    await launch(rowsIn([null]));
    await saveReminders(marketer, campaignId, { steps: [{ days: 5, hour: 11, subject: "Changed" }] });
    // The change has committed, but the rows have not been brought up to date.
    await sweepAt(world, THURSDAY, 0);
    await runScheduled(world);
    expect(mailed(world, /./)).toEqual([ADA]);
    await sweepAt(world, "2026-11-28T10:00Z");
    expect(mailed(world, "Changed")).toEqual([ADA]);
  });

  test("a reminder that is being sent cannot be changed or removed, but the next one can", async () => {
    await launch(rowsIn([null]));
    await sweepAt(world, THURSDAY);
    await prove();
    const conflict = { data: { code: "conflict" } };
    const [first] = STEPS;
    await expect(saveReminders(marketer, campaignId, { steps: [] })).rejects.toMatchObject(conflict);
    const changed = [{ ...first!, subject: "Other" }];
    await expect(saveReminders(marketer, campaignId, { steps: changed })).rejects.toMatchObject(conflict);
    await saveReminders(marketer, campaignId, { steps: [first!, { days: 1, hour: 8, subject: "Soon" }] });
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T07:00Z");
    expect(mailed(world, "Soon")).toEqual([ADA]);
  });

  test("a reminder that is added after the last one was sent is mailed to people who have not accepted", async () => {
    await launch(rowsIn([null, null]), { steps: [] });
    setTime(NOW + 10 * DAY);
    await follow(ADA, 0);
    await prove();
    await saveReminders(marketer, campaignId);
    await runScheduled(world);
    await sweepAt(world, "2026-12-04T08:00Z");
    expect(mailed(world, FIRST)).toEqual([BOB]);
  });

  test("a reminder that is removed is not sent", async () => {
    await launch(rowsIn([null]));
    await saveReminders(marketer, campaignId, { steps: [] });
    await runScheduled(world);
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("of two people who edit at once, the second one has to see the changes first", async () => {
    await launch(rowsIn([null]));
    const { version, steps: _, stoppedBecause: _why, ...rules } = await page();
    const save = () =>
      marketer.as.mutation(api.reminders.save, { campaignId, seen: version, rules, steps: [] });
    await save();
    await expect(save()).rejects.toMatchObject({ data: { code: "changed" } });
  });

  test.each([
    ["no such zone", { rules: { timeZone: "Mars/Base" } }],
    ["a fourth reminder", { steps: [1, 2, 3, 4].map((days) => ({ days, hour: 9 })) }],
    ["no days", { steps: [{ days: 0, hour: 9 }] }],
    ["half a day", { steps: [{ days: 1.5, hour: 9 }] }],
    ["an hour at night", { steps: [{ days: 1, hour: 22 }] }],
    ["no such hour", { rules: { notAtNight: false }, steps: [{ days: 1, hour: 24 }] }],
    ["a subject of two lines", { steps: [{ days: 1, hour: 9, subject: "a\nb" }] }],
    ["a text that is too long", { steps: [{ days: 1, hour: 9, body: "x".repeat(50_001) }] }],
  ])("%s is refused", async (_, reminding) => {
    await launch(rowsIn([null]));
    await expect(saveReminders(marketer, campaignId, reminding)).rejects.toMatchObject({
      data: { code: "invalid" },
    });
  });

  test("a blank text counts as missing, so that the campaign's own is sent", async () => {
    await launch(rowsIn([null]), { steps: [{ days: 3, hour: 9, subject: " ", body: "", buttonLabel: "" }] });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, /^Come in/)).toEqual([ADA, ADA]);
  });

  test("those of a draft are not switched on past the form, which would name somebody who has not seen them", async () => {
    campaignId = await draftFor(marketer, 1);
    await saveReminders(marketer, campaignId, { rules: { isOn: false } });
    const setOn = marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: true });
    await expect(setOn).rejects.toMatchObject({ data: { code: "conflict" } });
  });

  test("a launch that was confirmed before the reminders changed is refused", async () => {
    await launch(rowsIn([null]));
    const copyId = await marketer.as.mutation(api.campaigns.duplicate, { campaignId });
    campaignId = copyId;
    expect((await page()).steps).toHaveLength(2);
    await marketer.as.mutation(api.recipients.add, { campaignId, rows: rowsIn([null]) });
    const { version } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    await saveReminders(marketer, campaignId, { steps: [] });
    const launched = marketer.as.mutation(api.campaigns.launch, {
      campaignId,
      confirmed: { recipients: 1, version },
    });
    await expect(launched).rejects.toMatchObject({ data: { code: "changed" } });
  });

  test("after a launch, changes need the same proof as a launch, but switching off needs none", async () => {
    await launch(rowsIn([null]));
    advance((13 * DAY) / 24);
    await expect(saveReminders(marketer, campaignId)).rejects.toMatchObject({
      data: { code: "confirm_required" },
    });
    await marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: false });
    const on = marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: true });
    await expect(on).rejects.toMatchObject({ data: { code: "confirm_required" } });
  });

  test("of a deleted draft are kept with it, and are deleted when it is swept", async () => {
    await launch(rowsIn([null]));
    const copyId = await marketer.as.mutation(api.campaigns.duplicate, { campaignId });
    const saved = () => marketer.as.query(api.reminders.get, { campaignId: copyId });
    const before = await saved();
    await marketer.as.mutation(api.drafts.remove, { campaignId: copyId });
    await runScheduled(world);
    await marketer.as.mutation(api.drafts.restore, { campaignId: copyId });
    expect(await saved()).toEqual(before);
    await marketer.as.mutation(api.drafts.remove, { campaignId: copyId });
    advance(31 * DAY);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    await runScheduled(world);
    const left = await world.t.run(async ({ db }) => [
      ...(await db.query("reminderPlans").collect()),
      ...(await db.query("reminderSteps").collect()),
    ]);
    expect(left.filter((row) => row.campaignId === copyId)).toEqual([]);
  });
});

describe("a process that dies", () => {
  const lose = () =>
    world.t.run(async ({ db, scheduler }) => {
      for (const { _id, state } of await db.system.query("_scheduled_functions").collect())
        if (state.kind === "pending") await scheduler.cancel(_id);
    });

  test.each([0, 100, 300, 500, 700])("%i ms after the cron job: everybody is reminded once", async (ms) => {
    await launch(rowsIn(Array<null>(5).fill(null)));
    await sweepAt(world, THURSDAY, ms);
    await lose();
    advance(6 * 60_000);
    for (let round = 0; round < 3; round++) {
      await world.t.mutation(internal.model.campaigns.recovery.revive, {});
      await sweep(world);
    }
    const everybody = (await recipientsOf(world.t, campaignId)).map(({ email }) => email);
    expect(mailed(world, FIRST)).toEqual(everybody);
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual(everybody);
  });
});

describe("reminders and other features", () => {
  test("the list of campaigns hides reminders, and still finds the original campaign", async () => {
    await launch(rowsIn([null]));
    await sweepAt(world, THURSDAY);
    const paginationOpts = { numItems: 10, cursor: null };
    for (const sort of ["newest", "name", "launched"] as const) {
      const list = await marketer.as.query(api.campaignList.list, { sort, paginationOpts });
      expect(list.page.map(({ id }) => id)).toEqual([campaignId]);
    }
    const compared = await marketer.as.query(api.results.campaigns, { paginationOpts });
    expect(compared.page.map(({ id }) => id)).toEqual([campaignId]);
  });

  test("a manual reminder is refused while automatic ones are on", async () => {
    await launch(rowsIn([null]));
    const remind = () => marketer.as.mutation(api.campaigns.remind, { campaignId });
    await expect(remind()).rejects.toMatchObject({ data: { code: "conflict" } });
    await marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: false });
    await expect(remind()).resolves.toBeDefined();
  });

  test("too many bounces stop a reminder before more people are mailed", async () => {
    const zones = [...Array<string>(20).fill("Europe/Berlin"), "America/New_York"];
    await launch(rowsIn(zones));
    await sweepAt(world, THURSDAY);
    for (const { _id } of (await reminderRows(world)).slice(0, 6))
      await tell(world, {
        type: "email.bounced",
        recipientId: _id,
        at: Date.now(),
        bounce: { type: "Permanent", message: "" },
      });
    await runScheduled(world);
    await sweepAt(world, "2026-11-26T14:00Z");
    expect(mailed(world, FIRST)).toHaveLength(20);
    const { mailing } = (await page()).steps[0]!;
    expect(mailing).toMatchObject({ status: "paused", pausedBecause: expect.stringContaining("bounced") });
    await marketer.as.mutation(api.campaigns.resume, { campaignId: mailing!.id });
    await runUntil(world, mailing!.id, "sent");
    await sweepAt(world, "2026-11-26T14:05Z");
    expect(mailed(world, FIRST)).toHaveLength(21);
  });

  test("a reminder that the provider refused waits, and continues when it is resumed", async () => {
    await launch(rowsIn([null]));
    world.mail.failures.push({ status: 403, name: "invalid_api_key" });
    await sweepAt(world, THURSDAY);
    const { mailing } = (await page()).steps[0]!;
    expect(mailing).toMatchObject({ status: "paused" });
    await marketer.as.mutation(api.campaigns.resume, { campaignId: mailing!.id });
    await runUntil(world, mailing!.id, "sent");
    expect(mailed(world, FIRST)).toEqual([ADA]);
    expect((await campaignOf(world.t, campaignId)).status).toBe("sent");
  });

  test("a person's page shows the reminders that they got, and the next one", async () => {
    await launch(rowsIn(["Asia/Kolkata"]));
    await sweepAt(world, "2026-11-26T03:30Z");
    const recipientId = (await recipientOf(world.t, campaignId, ADA))._id;
    expect(await marketer.as.query(api.reminders.ofRecipient, { recipientId })).toMatchObject({
      sent: [{ number: 1, status: "sent" }],
      next: { number: 2, dueAt: Date.parse("2026-11-28T04:30Z") },
    });
  });

  test("the preview counts time zones before the launch, including unknown ones, and due people after it", async () => {
    await launch(rowsIn(["Europe/Berlin", "europe/berlin", null, "Mars/Base"]));
    const zones = await marketer.as.query(api.reminders.zones, { campaignId, cursor: null });
    expect(zones).toEqual({
      zones: [
        { zone: "Europe/Berlin", people: 2 },
        { zone: "", people: 2 },
      ],
      unknown: [{ email: "reader3@example.com", text: "Mars/Base" }],
      unknownCount: 1,
      cursor: null,
    });
    const due = await marketer.as.query(api.reminders.due, { campaignId, cursor: null });
    expect(due).toEqual({
      due: [{ number: 1, dueAt: Date.parse(THURSDAY), zone: "Europe/Berlin", people: 4 }],
      cursor: null,
    });
  });
});
