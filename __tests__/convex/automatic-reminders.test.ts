/** A campaign reminds people who have not accepted, until something stops it. */
import { describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type Recipient,
  unsubscribeLink,
  campaignOf,
  expectCountersToFit,
  recipientOf,
  recipientsOf,
  runUntil,
} from "./support/campaigns";
import { resultsOf, stopsOf } from "@/lib/reminders/results";
import { signIn } from "./support/people";
import { dueRows, mailed, reminderRows, rowsIn, sweep, sweepAt } from "./support/reminders";
import {
  ADA,
  BOB,
  campaignId,
  FIRST,
  follow,
  LAST,
  launch,
  marketer,
  page,
  SATURDAY,
  startReminding,
  THURSDAY,
  world,
} from "./support/reminding";
import { advance, runScheduled } from "./support/world";
import { tell } from "./support/webhooks";

startReminding();

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

test("the results say who accepted after which mail, and what stopped the reminders of the others", async () => {
  await launch(rowsIn(Array<null>(8).fill(null)));
  const rows = await recipientsOf(world.t, campaignId);
  const reader = (number: number) => `reader${number}@example.com`;
  const revoke = (recipientId: Recipient["_id"]) =>
    marketer.as.mutation(api.recipients.revokeInvite, { recipientId });
  await follow(reader(0), 0);
  await revoke(rows[1]!._id);
  await signIn(world, reader(2));
  await sweepAt(world, THURSDAY);
  await follow(reader(3), 1);
  const mailed = new Map((await reminderRows(world)).map((row) => [row.email, row]));
  await world.t.mutation(api.unsubscribes.confirm, await unsubscribeLink(mailed.get(reader(4))!));
  const bounce = { type: "Permanent", message: "" };
  const recipientId = mailed.get(reader(5))!._id;
  await tell(world, { type: "email.bounced", recipientId, at: Date.now(), bounce });
  await revoke(mailed.get(reader(6))!._id);
  await runScheduled(world);
  await sweepAt(world, SATURDAY);
  await follow(reader(7), 2);
  await runScheduled(world);
  const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
  const mailings = (await page()).steps.map(({ mailing }) => mailing?.counts ?? null);
  expect(resultsOf(counts, mailings)).toEqual([
    { number: 0, sent: 8, accepted: 1, unsubscribed: 0, bounced: 0 },
    { number: 1, sent: 5, accepted: 1, unsubscribed: 1, bounced: 1 },
    { number: 2, sent: 1, accepted: 1, unsubscribed: 0, bounced: 0 },
  ]);
  expect(stopsOf(counts, mailings)).toEqual([
    { stop: "accepted", people: 3 },
    { stop: "unsubscribed", people: 1 },
    { stop: "bounced", people: 1 },
    { stop: "revoked", people: 2 },
    { stop: "otherwise", people: 1 },
  ]);
  await expectCountersToFit(world.t, campaignId);
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
