/**
 * A campaign to more than 500 recipients is first sent to a small part of them. It then waits for the results, and
 * pauses itself if too many mails bounce or are reported as spam.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { MINUTE, type World, SECOND, runScheduled, start } from "./support/world";
import { tell } from "./support/webhooks";

const { deliveryEvents, safety } = internal.model.campaigns;
const SIZE = 50;
const RECIPIENTS = 501;

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start({ RESEND_REQUESTS_PER_SECOND: "50" });
  marketer = await signInAs(world, "marketer");
});

const get = async () => (await marketer.as.query(api.campaigns.get, { campaignId }))!;
const resume = () => marketer.as.mutation(api.campaigns.resume, { campaignId });
const reasonOf = async () => (await campaignOf(world.t, campaignId)).pausedBecause ?? "";

async function launch(rows: Parameters<typeof draftFor>[1] = RECIPIENTS, skipCheck = false): Promise<void> {
  campaignId = await draftFor(marketer, rows);
  await marketer.as.mutation(api.campaigns.launch, { campaignId, skipCheck });
}

async function expectMoreThanFirstPart(): Promise<void> {
  await untilSent(SIZE + 1);
  expect(world.mail.mails.length).toBeGreaterThan(SIZE);
}

async function untilSent(count: number): Promise<void> {
  for (let rounds = 0; world.mail.mails.length < count && rounds < 100; rounds++)
    await runScheduled(world, 200);
  await runScheduled(world, 500);
}

/**
 * Makes the provider report on each sent mail that has no report yet. `other` contains the event types of the first
 * mails and how many mails get each; all others are delivered.
 */
async function answer(other: Record<string, number> = {}): Promise<void> {
  const types = Object.entries(other).flatMap(([type, count]) => Array<string>(count).fill(type));
  const sent = (await recipientsOf(world.t, campaignId)).filter(({ status }) => status === "sent");
  for (const { _id: recipientId } of sent)
    await tell(world, { type: `email.${types.shift() ?? "delivered"}`, recipientId, at: Date.now() });
}

describe("the first part", () => {
  beforeEach(async () => {
    await launch();
    await untilSent(SIZE);
  });

  test("is sent alone, and the page says how many are checked", async () => {
    await runScheduled(world, 30 * SECOND, { tick: SECOND });
    expect(await tally(world.t, campaignId)).toEqual({ sent: SIZE, queued: RECIPIENTS - SIZE });
    expect(await get()).toMatchObject({ status: "sending", checking: SIZE });
  });

  test("is followed by the rest when all of its events have arrived, and not before", async () => {
    const [one] = (await recipientsOf(world.t, campaignId)).filter(({ status }) => status === "sent");
    await world.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delivered" }));
    await answer();
    await world.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delayed" }));
    await runScheduled(world, 5 * SECOND);
    expect((await get()).checking).toBe(SIZE);
    await world.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delivered" }));
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(RECIPIENTS);
    expect((await get()).checking).toBeNull();
  });

  test("is followed by the rest after ten minutes without events", async () => {
    await runScheduled(world, 9 * MINUTE, { tick: 10 * SECOND });
    expect(world.mail.mails).toHaveLength(SIZE);
    await runScheduled(world, 2 * MINUTE, { tick: 10 * SECOND });
    await expectMoreThanFirstPart();
  });

  test("still waits after a pause and a resume", async () => {
    await marketer.as.mutation(api.campaigns.pause, { campaignId });
    await runScheduled(world, SECOND);
    await resume();
    await runScheduled(world, 5 * SECOND);
    expect(world.mail.mails).toHaveLength(SIZE);
    expect((await get()).checking).toBe(SIZE);
    await answer();
    await expectMoreThanFirstPart();
  });

  test.each([
    ["bounces", { bounced: 5 }, "5 of 50 emails bounced permanently (10%)."],
    ["complaints", { complained: 2 }, "2 of 50 recipients reported the email as spam (4%)."],
  ])("stops the campaign after too many %s, and gives the numbers", async (_, other, words) => {
    await answer(other);
    await runUntil(world, campaignId, "paused");
    await runScheduled(world, MINUTE, { tick: SECOND });
    expect(await reasonOf()).toContain(words);
    expect(world.mail.mails).toHaveLength(SIZE);
  });

  test.each([
    ["bounces", { bounced: 4 }],
    ["complaints", { complained: 1 }],
  ])("does not stop the campaign for fewer %s than the minimum", async (_, other) => {
    await answer(other);
    await expectMoreThanFirstPart();
  });

  test("does not stop a resumed campaign again, unless more mails bounce", async () => {
    await answer({ bounced: 5 });
    await runUntil(world, campaignId, "paused");
    await resume();
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(RECIPIENTS);
    await expectCountersToFit(world.t, campaignId);
  });
});

test("skipped recipients are replaced by others in the first part", async () => {
  campaignId = await draftFor(marketer, RECIPIENTS);
  await world.t.run(async ({ db }) => {
    for (const { email } of recipientRows(5))
      await db.insert("suppressions", { email, reason: "manual", addedBy: { kind: "backend" } });
  });
  await marketer.as.mutation(api.campaigns.launch, { campaignId });
  await untilSent(SIZE);
  expect(await tally(world.t, campaignId)).toMatchObject({ sent: SIZE, suppressed: 5 });
});

test.each([
  ["500 recipients go out at once", 500, false],
  ["the wait can be skipped", RECIPIENTS, true],
])("%s", async (_, recipients, skipCheck) => {
  await launch(recipients, skipCheck);
  await expectMoreThanFirstPart();
  expect((await get()).checking).toBeNull();
});

describe("after the first part, or without a first part,", () => {
  beforeEach(async () => {
    world = await start({ RESEND_REQUESTS_PER_SECOND: "1" });
    marketer = await signInAs(world, "marketer");
    await launch(RECIPIENTS, true);
    await untilSent(200);
  });

  test("the same thresholds stop the campaign", async () => {
    const sent = (await recipientsOf(world.t, campaignId)).filter(({ status }) => status === "sent").length;
    const many = Math.ceil(sent * 0.05) + 30;
    await answer({ bounced: many });
    await runUntil(world, campaignId, "paused");
    expect(await reasonOf()).toMatch(new RegExp(`^${many} of \\d+ emails bounced`));
    await runScheduled(world, 10 * SECOND, { tick: SECOND });
    const { queued = 0 } = await tally(world.t, campaignId);
    expect(queued).toBeGreaterThan(0);
    await expectCountersToFit(world.t, campaignId);
  });

  test("a share below the thresholds does not stop it", async () => {
    await answer({ bounced: 5, complained: 0 });
    await runUntil(world, campaignId, "sent");
  });
});

test("bounces that are counted before their batch is recorded do not stop a campaign", async () => {
  await launch(RECIPIENTS, true);
  const send = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    globalThis.fetch = send;
    const claimed = (await recipientsOf(world.t, campaignId)).filter(({ status }) => status === "claimed");
    for (const { _id: recipientId } of claimed.slice(0, 5))
      await tell(world, { type: "email.bounced", recipientId, at: Date.now() });
    await world.t.mutation(deliveryEvents.project, {});
    await world.t.mutation(safety.judge, { campaignId });
    expect(await get()).toMatchObject({ status: "sending", counts: { bounced: 5 } });
    expect((await get()).counts).not.toHaveProperty("sent");
    return send(...args);
  };
  await runUntil(world, campaignId, "sent");
  expect(globalThis.fetch).toBe(send);
});
