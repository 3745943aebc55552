/** Reminders are sent at an hour of the reader’s time zone, and not at night or on weekends. */
import { describe, expect, test } from "@jest/globals";
import { expectCountersToFit, tally } from "./support/campaigns";
import { claimNow, dueRows, mailed, reminderRows, rowsIn, sweepAt } from "./support/reminders";
import {
  ADA,
  BOB,
  campaignId,
  FIRST,
  LAST,
  launch,
  page,
  SATURDAY,
  startReminding,
  world,
} from "./support/reminding";
import { DAY, NOW, runScheduled, setTime } from "./support/world";

startReminding();

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
    await claimNow(world, campaignId);
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

// The batch checks the hours again, so here nothing is sent.
describe("the claim itself queues nobody", () => {
  const steps = [{ days: 4, hour: 9, subject: LAST }];
  test.each([
    ["at night", {}, "2026-11-28T21:00Z", "2026-11-29T08:00Z"],
    ["in the last minutes before the night", {}, "2026-11-28T18:55Z", "2026-11-29T08:00Z"],
    ["on a weekend", { notOnWeekends: true }, "2026-11-28T12:00Z", "2026-11-30T08:00Z"],
  ])("%s, and moves the people to the next allowed time", async (_, rules, now, later) => {
    await launch(rowsIn([null, null]), { rules, steps });
    // As if no process had run since they became due.
    await makeDue(now);
    await claimNow(world, campaignId);
    expect(await reminderRows(world)).toEqual([]);
    expect((await page()).steps[0]!.mailing).toBeNull();
    const times = (await dueRows(world)).map(({ dueAt }) => dueAt);
    expect(times).toEqual([Date.parse(later), Date.parse(later)]);
  });

  test("before the time that the plan has now", async () => {
    await launch(rowsIn([null]), { steps });
    await makeDue("2026-11-26T12:00Z");
    await claimNow(world, campaignId);
    expect(await reminderRows(world)).toEqual([]);
    expect((await dueRows(world))[0]?.dueAt).toBe(Date.parse("2026-11-27T08:00Z"));
  });

  /** Sets the clock, and makes everybody due now. */
  async function makeDue(now: string): Promise<void> {
    setTime(Date.parse(now));
    await world.t.run(async ({ db }) => {
      for (const { _id } of await db.query("dueReminders").collect())
        await db.patch("dueReminders", _id, { dueAt: Date.now() });
    });
  }
});
