/** Faults of the provider in the middle of a campaign: everybody is mailed once, nobody twice, nobody is lost. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  batchesOf,
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  launchTo,
  recipientsOf,
  settleUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { api, internal } from "@/convex/_generated/api";
import { stopMessage } from "@/lib/mail-provider-messages";
import { type Failure, requests } from "./support/mail";
import type { Person } from "./support/people";
import { MINUTE, type Scene, SECOND, settle, start } from "./support/scene";
import { auditEvents } from "./support/tables";

let scene: Scene;
let marketer: Person;
beforeEach(async () => {
  scene = await start();
  marketer = await signInAs(scene, "marketer");
});

async function expectEachMailedOnce(campaignId: CampaignId): Promise<void> {
  const emails = (await recipientsOf(scene.t, campaignId)).map(({ email }) => email);
  expect(scene.mail.mails.map(({ to }) => to).sort()).toEqual(emails);
  await expectCountersToFit(scene.t, campaignId);
}

/** The bytes that were sent under each key. */
async function bodiesByKey(): Promise<Map<string | null, string[]>> {
  const bodies = new Map<string | null, string[]>();
  for (const { key, body } of await requests()) bodies.set(key, [...(bodies.get(key) ?? []), body]);
  return bodies;
}

const BUSY: Failure = { status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "3" } };
const BROKEN: Failure = { status: 500, name: "internal_server_error" };

describe("a provider that", () => {
  test.each<[string, Failure]>([
    ["asks to wait", BUSY],
    ["fails", BROKEN],
    ["is in maintenance", { status: 503, name: "application_error" }],
    ["cannot be reached", "cut"],
    ["takes the mail and cannot answer", "cut-after"],
    ["still works on the first attempt", { status: 409, name: "concurrent_idempotent_requests" }],
  ])("%s gets the same bytes again under the same key", async (_, failure) => {
    scene.mail.failures.push(failure, failure);
    const campaignId = await launchTo(marketer, 120);
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    const bodies = [...(await bodiesByKey()).values()];
    expect(bodies).toHaveLength(2);
    expect(bodies.flat()).toHaveLength(4);
    for (const attempts of bodies) expect(new Set(attempts).size).toBe(1);
  });

  test("never answers is given up after ten seconds, and asked again", async () => {
    scene.mail.failures.push("hang");
    const campaignId = await launchTo(marketer, 5);
    await settleUntil(scene, campaignId, "sent", { hangs: true });
    await expectEachMailedOnce(campaignId);
    const { launchedAt = 0, finishedAt = 0 } = await campaignOf(scene.t, campaignId);
    expect(finishedAt - launchedAt).toBeGreaterThan(10 * SECOND);
    expect(finishedAt - launchedAt).toBeLessThan(20 * SECOND);
    expect((await bodiesByKey()).size).toBe(1);
  });

  test("says when to come again is not asked before", async () => {
    scene.mail.failures.push({ ...BUSY, headers: { "retry-after": "20" } } as Failure);
    const campaignId = await launchTo(marketer, 5);
    await settle(scene, 15 * SECOND);
    expect(await requests()).toHaveLength(1);
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
  });

  test.each<[string, Failure, string]>([
    ["asks to wait", BUSY, "rate_limit_exceeded"],
    ["fails", BROKEN, "internal_server_error"],
    ["cannot be reached", "cut", "application_error"],
  ])("%s is named on the campaign's page until the batch is out", async (_, failure, name) => {
    const trouble = async () => (await marketer.as.query(api.campaigns.get, { campaignId }))!.trouble;
    scene.mail.failures.push(failure);
    const campaignId = await launchTo(marketer, 5);
    expect(await trouble()).toBeNull();
    while ((await requests()).length < 1) await settle(scene, 100);
    expect(await trouble()).toBe(name);
    await settleUntil(scene, campaignId, "sent");
    expect(await trouble()).toBeNull();
  });

  test("asks to wait again and again does not pause the campaign", async () => {
    scene.mail.failures.push(...Array<Failure>(15).fill(BUSY));
    const campaignId = await launchTo(marketer, 5);
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
  });
});

describe("one bad address among 100", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    scene.mail.refused.add("reader042@example.com");
    campaignId = await launchTo(marketer, 100);
    await settleUntil(scene, campaignId, "sent");
  });

  test("fails alone, and says why; 99 go out in the same request", async () => {
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 99, failed: 1 });
    expect(await requests()).toHaveLength(1);
    const failed = (await recipientsOf(scene.t, campaignId)).find(({ status }) => status === "failed");
    expect(failed).toMatchObject({ email: "reader042@example.com", error: "Invalid `to` field." });
    await expectCountersToFit(scene.t, campaignId);
  });

  test("leaves each of the others with the id of their own mail", async () => {
    for (const { email, providerId } of await recipientsOf(scene.t, campaignId)) {
      const at = scene.mail.mails.findIndex(({ to }) => to === email);
      expect(providerId).toBe(at === -1 ? undefined : `mail-${at + 1}`);
    }
  });
});

describe("the account refused:", () => {
  test.each([
    ["the day's quota is used up", 429, "daily_quota_exceeded"],
    ["the month's quota is used up", 429, "monthly_quota_exceeded"],
    ["the key is wrong", 401, "invalid_api_key"],
    ["the key may not send", 401, "restricted_api_key"],
    ["the domain is not verified", 403, "validation_error"],
  ])("%s. The campaign pauses, says why, and everybody is queued again", async (_, status, name) => {
    scene.mail.failures.push({ status, name });
    const campaignId = await launchTo(marketer, 30);
    await settleUntil(scene, campaignId, "paused");
    expect(await tally(scene.t, campaignId)).toEqual({ queued: 30 });
    expect(await campaignOf(scene.t, campaignId)).toMatchObject({
      pausedBecause: expect.stringContaining(name),
      pausedError: name,
    });
    const paginationOpts = { numItems: 1, cursor: null };
    const { page } = await marketer.as.query(api.campaigns.list, { paginationOpts });
    expect(page[0]?.stoppedBecause).toBe(stopMessage(name));
    expect(await auditEvents(scene.t, "campaign.paused")).toMatchObject([{ actorName: "backend" }]);
    await settle(scene, 2 * MINUTE);
    expect(await requests()).toHaveLength(1);
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    expect(await campaignOf(scene.t, campaignId)).not.toHaveProperty("pausedBecause");
    expect(await campaignOf(scene.t, campaignId)).not.toHaveProperty("pausedError");
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
  });

  test("after an attempt that may have arrived, the batch keeps its key until it is answered", async () => {
    scene.mail.failures.push("cut-after", { status: 401, name: "invalid_api_key" });
    const campaignId = await launchTo(marketer, 30);
    await settleUntil(scene, campaignId, "paused");
    expect(await tally(scene.t, campaignId)).toEqual({ claimed: 30 });
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    expect((await bodiesByKey()).size).toBe(1);
  });
});

describe("an outage", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    scene.mail.failures.push(...Array<Failure>(500).fill(BROKEN));
    campaignId = await launchTo(marketer, 30);
    await settleUntil(scene, campaignId, "paused");
  });

  test("pauses the campaign, and says what happened and how often", async () => {
    const { pausedBecause } = await campaignOf(scene.t, campaignId);
    expect(pausedBecause).toMatch(/^6 attempts in a row failed.*internal_server_error/);
    expect((await campaignOf(scene.t, campaignId)).pausedError).toBe("internal_server_error");
    await settle(scene, 2 * MINUTE);
    expect(await requests()).toHaveLength(6);
  });

  test("that is over, ends in one mail for each once somebody resumes", async () => {
    scene.mail.failures.length = 0;
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await settleUntil(scene, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    expect((await bodiesByKey()).size).toBe(1);
  });

  test("that is not over pauses it again", async () => {
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await settleUntil(scene, campaignId, "paused");
    expect(await requests()).toHaveLength(12);
  });
});

test("a batch that is refused as a whole fails, pauses the campaign and says why; the rest waits", async () => {
  scene.mail.failures.push({ status: 422, name: "invalid_from_address" });
  const campaignId = await launchTo(marketer, 250);
  await settleUntil(scene, campaignId, "paused");
  await settle(scene, MINUTE);
  expect(await tally(scene.t, campaignId)).toEqual({ failed: 100, queued: 150 });
  expect((await campaignOf(scene.t, campaignId)).pausedBecause).toContain("invalid_from_address");
  await marketer.as.mutation(api.campaigns.resume, { campaignId });
  await settleUntil(scene, campaignId, "sent");
  expect(await tally(scene.t, campaignId)).toEqual({ failed: 100, sent: 150 });
  expect((await batchesOf(scene.t, campaignId)).every(({ status }) => status === "done")).toBe(true);
  await expectCountersToFit(scene.t, campaignId);
});

describe("a campaign of which nothing was sent", () => {
  const refusal: Failure = { status: 422, name: "invalid_from_address" };
  const state = async (id: CampaignId) => {
    const { status, pausedBecause = "" } = await campaignOf(scene.t, id);
    return { status, pausedBecause };
  };
  const resume = (campaignId: CampaignId) => marketer.as.mutation(api.campaigns.resume, { campaignId });
  const revive = () => scene.t.mutation(internal.model.campaigns.recovery.revive, {});

  test("because its only batch was refused as a whole stays stopped and says why", async () => {
    scene.mail.failures.push(refusal);
    const campaignId = await launchTo(marketer, 30);
    await settleUntil(scene, campaignId, "paused");
    await revive();
    await settle(scene, 10 * SECOND, { tick: SECOND });
    expect(await state(campaignId)).toEqual({
      status: "paused",
      pausedBecause: expect.stringContaining("invalid_from_address"),
    });
    expect(await tally(scene.t, campaignId)).toEqual({ failed: 30 });
  });

  test("is sent once the cause is mended and somebody resumes", async () => {
    scene.mail.failures.push(refusal);
    const campaignId = await launchTo(marketer, 30);
    await settleUntil(scene, campaignId, "paused");
    await resume(campaignId);
    await settleUntil(scene, campaignId, "sent");
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 30 });
    await expectEachMailedOnce(campaignId);
  });

  test("because each address was refused alone stops, says how many, and can be cancelled", async () => {
    for (const email of ["reader000@example.com", "reader001@example.com"]) scene.mail.refused.add(email);
    const campaignId = await launchTo(marketer, 2);
    await settleUntil(scene, campaignId, "paused");
    expect((await state(campaignId)).pausedBecause).toBe("All 2 emails failed. Invalid `to` field.");
    await resume(campaignId);
    await settleUntil(scene, campaignId, "paused");
    await marketer.as.mutation(api.campaigns.cancel, { campaignId });
    await settle(scene);
    expect((await state(campaignId)).status).toBe("cancelled");
    expect(await tally(scene.t, campaignId)).toEqual({ failed: 2 });
    await expectCountersToFit(scene.t, campaignId);
  });
});
