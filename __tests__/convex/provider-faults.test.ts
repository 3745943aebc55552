/** Faults of the provider in the middle of a campaign: everybody is mailed once, nobody twice, nobody is lost. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  batchesOf,
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { api, internal } from "@/convex/_generated/api";
import { stopMessage } from "@/lib/messages/mail-provider";
import { type Failure, requests } from "./support/mail";
import type { Person } from "./support/people";
import { MINUTE, type World, SECOND, runScheduled, start } from "./support/world";
import { auditEvents } from "./support/tables";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

async function expectEachMailedOnce(campaignId: CampaignId): Promise<void> {
  const emails = (await recipientsOf(world.t, campaignId)).map(({ email }) => email);
  expect(world.mail.mails.map(({ to }) => to).sort()).toEqual(emails);
  await expectCountersToFit(world.t, campaignId);
}

/** The request bodies that were sent with each idempotency key. */
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
    ["accepts the mail and cannot answer", "cut-after"],
    ["still works on the first attempt", { status: 409, name: "concurrent_idempotent_requests" }],
  ])("%s gets the same bytes again with the same idempotency key", async (_, failure) => {
    world.mail.failures.push(failure, failure);
    const campaignId = await launchTo(marketer, 120);
    await runUntil(world, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    const bodies = [...(await bodiesByKey()).values()];
    expect(bodies).toHaveLength(2);
    expect(bodies.flat()).toHaveLength(4);
    for (const attempts of bodies) expect(new Set(attempts).size).toBe(1);
  });

  test("never answers is asked again after ten seconds", async () => {
    world.mail.failures.push("hang");
    const campaignId = await launchTo(marketer, 5);
    await runUntil(world, campaignId, "sent", { hangs: true });
    await expectEachMailedOnce(campaignId);
    const { launchedAt = 0, finishedAt = 0 } = await campaignOf(world.t, campaignId);
    expect(finishedAt - launchedAt).toBeGreaterThan(10 * SECOND);
    expect(finishedAt - launchedAt).toBeLessThan(20 * SECOND);
    expect((await bodiesByKey()).size).toBe(1);
  });

  test("says when to try again is not asked earlier", async () => {
    world.mail.failures.push({ ...BUSY, headers: { "retry-after": "20" } } as Failure);
    const campaignId = await launchTo(marketer, 5);
    await runScheduled(world, 15 * SECOND);
    expect(await requests()).toHaveLength(1);
    await runUntil(world, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
  });

  test.each<[string, Failure, string]>([
    ["asks to wait", BUSY, "rate_limit_exceeded"],
    ["fails", BROKEN, "internal_server_error"],
    ["cannot be reached", "cut", "application_error"],
  ])("%s is named on the campaign's page until the batch is sent", async (_, failure, name) => {
    const trouble = async () => (await marketer.as.query(api.campaigns.get, { campaignId }))!.trouble;
    world.mail.failures.push(failure);
    const campaignId = await launchTo(marketer, 5);
    expect(await trouble()).toBeNull();
    while ((await requests()).length < 1) await runScheduled(world, 100);
    expect(await trouble()).toBe(name);
    await runUntil(world, campaignId, "sent");
    expect(await trouble()).toBeNull();
  });

  test("asks to wait many times does not pause the campaign", async () => {
    world.mail.failures.push(...Array<Failure>(15).fill(BUSY));
    const campaignId = await launchTo(marketer, 5);
    await runUntil(world, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
  });
});

describe("one bad address among 100", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    world.mail.refused.add("reader042@example.com");
    campaignId = await launchTo(marketer, 100);
    await runUntil(world, campaignId, "sent");
  });

  test("fails alone, with the reason; 99 mails are sent in the same request", async () => {
    expect(await tally(world.t, campaignId)).toEqual({ sent: 99, failed: 1 });
    expect(await requests()).toHaveLength(1);
    const failed = (await recipientsOf(world.t, campaignId)).find(({ status }) => status === "failed");
    expect(failed).toMatchObject({ email: "reader042@example.com", error: "Invalid `to` field." });
    await expectCountersToFit(world.t, campaignId);
  });

  test("gives each of the others the id of their own mail", async () => {
    for (const { email, providerId } of await recipientsOf(world.t, campaignId)) {
      const at = world.mail.mails.findIndex(({ to }) => to === email);
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
  ])(
    "%s. The campaign pauses with the reason, and all its recipients are queued again",
    async (_, status, name) => {
      world.mail.failures.push({ status, name });
      const campaignId = await launchTo(marketer, 30);
      await runUntil(world, campaignId, "paused");
      expect(await tally(world.t, campaignId)).toEqual({ queued: 30 });
      expect(await campaignOf(world.t, campaignId)).toMatchObject({
        pausedBecause: expect.stringContaining(name),
        pausedError: name,
      });
      const paginationOpts = { numItems: 1, cursor: null };
      const { page } = await marketer.as.query(api.campaignList.list, { paginationOpts });
      expect(page[0]?.stoppedByError).toBe(name);
      expect(stopMessage(name)).not.toBeNull();
      expect(await auditEvents(world.t, "campaign.paused")).toMatchObject([{ actorName: "backend" }]);
      await runScheduled(world, 2 * MINUTE);
      expect(await requests()).toHaveLength(1);
      await marketer.as.mutation(api.campaigns.resume, { campaignId });
      expect(await campaignOf(world.t, campaignId)).not.toHaveProperty("pausedBecause");
      expect(await campaignOf(world.t, campaignId)).not.toHaveProperty("pausedError");
      await runUntil(world, campaignId, "sent");
      await expectEachMailedOnce(campaignId);
    },
  );

  test("after an attempt that may have arrived, the batch keeps its idempotency key until it is answered", async () => {
    world.mail.failures.push("cut-after", { status: 401, name: "invalid_api_key" });
    const campaignId = await launchTo(marketer, 30);
    await runUntil(world, campaignId, "paused");
    expect(await tally(world.t, campaignId)).toEqual({ claimed: 30 });
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await runUntil(world, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    expect((await bodiesByKey()).size).toBe(1);
  });
});

describe("an outage", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    world.mail.failures.push(...Array<Failure>(500).fill(BROKEN));
    campaignId = await launchTo(marketer, 30);
    await runUntil(world, campaignId, "paused");
  });

  test("pauses the campaign, and says what happened and how many times", async () => {
    const { pausedBecause } = await campaignOf(world.t, campaignId);
    expect(pausedBecause).toMatch(/^6 attempts in a row failed.*internal_server_error/);
    expect((await campaignOf(world.t, campaignId)).pausedError).toBe("internal_server_error");
    await runScheduled(world, 2 * MINUTE);
    expect(await requests()).toHaveLength(6);
  });

  test("that is over leads to one mail for each recipient once somebody resumes", async () => {
    world.mail.failures.length = 0;
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await runUntil(world, campaignId, "sent");
    await expectEachMailedOnce(campaignId);
    expect((await bodiesByKey()).size).toBe(1);
  });

  test("that is not over pauses the campaign again", async () => {
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await runUntil(world, campaignId, "paused");
    expect(await requests()).toHaveLength(12);
  });
});

test("a batch that is refused as a whole fails and pauses the campaign with the reason; other recipients stay queued", async () => {
  world.mail.failures.push({ status: 422, name: "invalid_from_address" });
  const campaignId = await launchTo(marketer, 250);
  await runUntil(world, campaignId, "paused");
  await runScheduled(world, MINUTE);
  expect(await tally(world.t, campaignId)).toEqual({ failed: 100, queued: 150 });
  expect((await campaignOf(world.t, campaignId)).pausedBecause).toContain("invalid_from_address");
  await marketer.as.mutation(api.campaigns.resume, { campaignId });
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ failed: 100, sent: 150 });
  expect((await batchesOf(world.t, campaignId)).every(({ status }) => status === "done")).toBe(true);
  await expectCountersToFit(world.t, campaignId);
});

describe("a campaign without a sent mail", () => {
  const refusal: Failure = { status: 422, name: "invalid_from_address" };
  const state = async (id: CampaignId) => {
    const { status, pausedBecause = "" } = await campaignOf(world.t, id);
    return { status, pausedBecause };
  };
  const resume = (campaignId: CampaignId) => marketer.as.mutation(api.campaigns.resume, { campaignId });
  const revive = () => world.t.mutation(internal.model.campaigns.recovery.revive, {});

  test("stays stopped with the reason if its only batch was refused as a whole", async () => {
    world.mail.failures.push(refusal);
    const campaignId = await launchTo(marketer, 30);
    await runUntil(world, campaignId, "paused");
    await revive();
    await runScheduled(world, 10 * SECOND, { tick: SECOND });
    expect(await state(campaignId)).toEqual({
      status: "paused",
      pausedBecause: expect.stringContaining("invalid_from_address"),
    });
    expect(await tally(world.t, campaignId)).toEqual({ failed: 30 });
  });

  test("is sent after the cause is fixed and somebody resumes", async () => {
    world.mail.failures.push(refusal);
    const campaignId = await launchTo(marketer, 30);
    await runUntil(world, campaignId, "paused");
    await resume(campaignId);
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 30 });
    await expectEachMailedOnce(campaignId);
  });

  test("stops with the number of failures if each address was refused alone, and can be cancelled", async () => {
    for (const email of ["reader000@example.com", "reader001@example.com"]) world.mail.refused.add(email);
    const campaignId = await launchTo(marketer, 2);
    await runUntil(world, campaignId, "paused");
    expect((await state(campaignId)).pausedBecause).toBe("All 2 emails failed. Invalid `to` field.");
    await resume(campaignId);
    await runUntil(world, campaignId, "paused");
    await marketer.as.mutation(api.campaigns.cancel, { campaignId });
    await runScheduled(world);
    expect((await state(campaignId)).status).toBe("cancelled");
    expect(await tally(world.t, campaignId)).toEqual({ failed: 2 });
    await expectCountersToFit(world.t, campaignId);
  });
});
