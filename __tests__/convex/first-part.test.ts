/**
 * A campaign to more than 500 recipients is sent to a first part, waits for the results, and stops by itself if too
 * much goes wrong.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  readers,
  recipientsOf,
  settleUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { MINUTE, type Scene, SECOND, settle, start } from "./support/scene";
import { tell } from "./support/webhooks";

const { deliveryEvents, safety } = internal.model.campaigns;
const SIZE = 50;
const RECIPIENTS = 501;

let scene: Scene;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  scene = await start({ RESEND_REQUESTS_PER_SECOND: "50" });
  marketer = await signInAs(scene, "marketer");
});

const get = async () => (await marketer.as.query(api.campaigns.get, { campaignId }))!;
const resume = () => marketer.as.mutation(api.campaigns.resume, { campaignId });
const reasonOf = async () => (await campaignOf(scene.t, campaignId)).pausedBecause ?? "";

async function launch(rows: Parameters<typeof draftFor>[1] = RECIPIENTS, skipCheck = false): Promise<void> {
  campaignId = await draftFor(marketer, rows);
  await marketer.as.mutation(api.campaigns.launch, { campaignId, skipCheck });
}

async function expectMoreThanFirstPart(): Promise<void> {
  await untilSent(SIZE + 1);
  expect(scene.mail.mails.length).toBeGreaterThan(SIZE);
}

async function untilSent(count: number): Promise<void> {
  for (let rounds = 0; scene.mail.mails.length < count && rounds < 100; rounds++) await settle(scene, 200);
  await settle(scene, 500);
}

/** The provider reports on the sent emails that it has not reported on yet; the first of them as `other` says. */
async function answer(other: Record<string, number> = {}): Promise<void> {
  const types = Object.entries(other).flatMap(([type, count]) => Array<string>(count).fill(type));
  const sent = (await recipientsOf(scene.t, campaignId)).filter(({ status }) => status === "sent");
  for (const { _id: recipientId } of sent)
    await tell(scene, { type: `email.${types.shift() ?? "delivered"}`, recipientId, at: Date.now() });
}

describe("the first part", () => {
  beforeEach(async () => {
    await launch();
    await untilSent(SIZE);
  });

  test("goes out alone, and the page says how many are checked", async () => {
    await settle(scene, 30 * SECOND, { tick: SECOND });
    expect(await tally(scene.t, campaignId)).toEqual({ sent: SIZE, queued: RECIPIENTS - SIZE });
    expect(await get()).toMatchObject({ status: "sending", checking: SIZE });
  });

  test("is followed by the rest once all of its answers are in, and not before", async () => {
    const [one] = (await recipientsOf(scene.t, campaignId)).filter(({ status }) => status === "sent");
    await scene.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delivered" }));
    await answer();
    await scene.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delayed" }));
    await settle(scene, 5 * SECOND);
    expect((await get()).checking).toBe(SIZE);
    await scene.t.run(({ db }) => db.patch("recipients", one!._id, { status: "delivered" }));
    await settleUntil(scene, campaignId, "sent");
    expect(scene.mail.mails).toHaveLength(RECIPIENTS);
    expect((await get()).checking).toBeNull();
  });

  test("is followed by the rest after ten minutes without answers", async () => {
    await settle(scene, 9 * MINUTE, { tick: 10 * SECOND });
    expect(scene.mail.mails).toHaveLength(SIZE);
    await settle(scene, 2 * MINUTE, { tick: 10 * SECOND });
    await expectMoreThanFirstPart();
  });

  test("waits on after a pause and a resume", async () => {
    await marketer.as.mutation(api.campaigns.pause, { campaignId });
    await settle(scene, SECOND);
    await resume();
    await settle(scene, 5 * SECOND);
    expect(scene.mail.mails).toHaveLength(SIZE);
    expect((await get()).checking).toBe(SIZE);
    await answer();
    await expectMoreThanFirstPart();
  });

  test.each([
    ["bounces", { bounced: 5 }, "5 of 50 emails bounced for good (10%)."],
    ["complaints", { complained: 2 }, "2 of 50 recipients reported the email as spam (4%)."],
  ])("stops the campaign over too many %s, and says what was seen", async (_, other, words) => {
    await answer(other);
    await settleUntil(scene, campaignId, "paused");
    await settle(scene, MINUTE, { tick: SECOND });
    expect(await reasonOf()).toContain(words);
    expect(scene.mail.mails).toHaveLength(SIZE);
  });

  test.each([
    ["bounces", { bounced: 4 }],
    ["complaints", { complained: 1 }],
  ])("does not stop it over fewer %s than the least that count", async (_, other) => {
    await answer(other);
    await expectMoreThanFirstPart();
  });

  test("that stopped a campaign does not stop it again once somebody resumes, unless more goes wrong", async () => {
    await answer({ bounced: 5 });
    await settleUntil(scene, campaignId, "paused");
    await resume();
    await settleUntil(scene, campaignId, "sent");
    expect(scene.mail.mails).toHaveLength(RECIPIENTS);
    await expectCountersToFit(scene.t, campaignId);
  });
});

test("people who are not mailed give their places in the first part to others", async () => {
  campaignId = await draftFor(marketer, RECIPIENTS);
  await scene.t.run(async ({ db }) => {
    for (const { email } of readers(5))
      await db.insert("suppressions", { email, reason: "manual", addedBy: { kind: "backend" } });
  });
  await marketer.as.mutation(api.campaigns.launch, { campaignId });
  await untilSent(SIZE);
  expect(await tally(scene.t, campaignId)).toMatchObject({ sent: SIZE, suppressed: 5 });
});

test.each([
  ["500 recipients go out at once", 500, false],
  ["the wait can be skipped", RECIPIENTS, true],
])("%s", async (_, recipients, skipCheck) => {
  await launch(recipients, skipCheck);
  await expectMoreThanFirstPart();
  expect((await get()).checking).toBeNull();
});

describe("after the first part, or without one,", () => {
  beforeEach(async () => {
    scene = await start({ RESEND_REQUESTS_PER_SECOND: "1" });
    marketer = await signInAs(scene, "marketer");
    await launch(RECIPIENTS, true);
    await untilSent(200);
  });

  test("the same thresholds stop it at any time", async () => {
    const sent = (await recipientsOf(scene.t, campaignId)).filter(({ status }) => status === "sent").length;
    const many = Math.ceil(sent * 0.05) + 30;
    await answer({ bounced: many });
    await settleUntil(scene, campaignId, "paused");
    expect(await reasonOf()).toMatch(new RegExp(`^${many} of \\d+ emails bounced`));
    await settle(scene, 10 * SECOND, { tick: SECOND });
    const { queued = 0 } = await tally(scene.t, campaignId);
    expect(queued).toBeGreaterThan(0);
    await expectCountersToFit(scene.t, campaignId);
  });

  test("a share below them does not", async () => {
    await answer({ bounced: 5, complained: 0 });
    await settleUntil(scene, campaignId, "sent");
  });
});

test("bounces that are counted before their batch is recorded do not stop it", async () => {
  await launch(RECIPIENTS, true);
  const send = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    globalThis.fetch = send;
    const claimed = (await recipientsOf(scene.t, campaignId)).filter(({ status }) => status === "claimed");
    for (const { _id: recipientId } of claimed.slice(0, 5))
      await tell(scene, { type: "email.bounced", recipientId, at: Date.now() });
    await scene.t.mutation(deliveryEvents.project, {});
    await scene.t.mutation(safety.judge, { campaignId });
    expect(await get()).toMatchObject({ status: "sending", counts: { bounced: 5 } });
    expect((await get()).counts).not.toHaveProperty("sent");
    return send(...args);
  };
  await settleUntil(scene, campaignId, "sent");
  expect(globalThis.fetch).toBe(send);
});
