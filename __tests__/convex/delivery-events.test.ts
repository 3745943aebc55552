/** How webhooks change recipients, counters and the suppressed addresses. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  batchesOf,
  type CampaignId,
  expectCountersToFit,
  launchTo,
  recipientOf,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { setTime, MINUTE, NOW, type World, SECOND, runScheduled, start } from "./support/world";
import { tell, type Told } from "./support/webhooks";

const ADA = "reader000@example.com";
const HARD = { type: "Permanent", message: "550 user unknown" };
const SOFT = { type: "Transient", message: "452 mailbox full" };

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

async function sentTo(count: number): Promise<void> {
  campaignId = await launchTo(marketer, count);
  await runUntil(world, campaignId, "sent");
}

async function tellOf(email: string, told: Omit<Told, "recipientId">): Promise<void> {
  const { _id } = await recipientOf(world.t, campaignId, email);
  await tell(world, { ...told, recipientId: _id });
}

const suppressions = () => world.t.run(({ db }) => db.query("suppressions").collect());

test("a late `delivered` event never replaces `complained`", async () => {
  await sentTo(1);
  await tellOf(ADA, { type: "email.complained", at: NOW + MINUTE });
  await runScheduled(world);
  await tellOf(ADA, { type: "email.delivered", at: NOW + 2 * MINUTE });
  await runScheduled(world);
  const recipient = await recipientOf(world.t, campaignId, ADA);
  expect(recipient).toMatchObject({ status: "complained", deliveredAt: NOW + 2 * MINUTE });
  await expectCountersToFit(world.t, campaignId);
});

describe("an address is suppressed", () => {
  test.each([
    ["by a hard bounce", { type: "email.bounced", bounce: HARD }, "bounced"],
    ["by a bounce without a type", { type: "email.bounced" }, "bounced"],
    ["by a complaint", { type: "email.complained" }, "complained"],
  ])("%s", async (_, event, reason) => {
    await sentTo(1);
    await tellOf(ADA, { ...event, at: NOW + MINUTE });
    await runScheduled(world);
    expect(await suppressions()).toMatchObject([
      { email: ADA, reason, campaignId, addedBy: { kind: "backend" } },
    ]);
  });

  test("but not by a soft bounce, which is only a delay", async () => {
    await sentTo(1);
    await tellOf(ADA, { type: "email.bounced", at: NOW + MINUTE, bounce: SOFT });
    await runScheduled(world);
    expect(await suppressions()).toEqual([]);
    expect((await recipientOf(world.t, campaignId, ADA)).status).toBe("delayed");
    const { _id: recipientId } = await recipientOf(world.t, campaignId, ADA);
    const { events } = await marketer.as.query(api.recipients.get, { recipientId });
    expect(events).toMatchObject([{ type: "delayed", details: SOFT.message }]);
  });
});

test("an event that arrives before the provider's answer to the batch is recorded is neither lost nor counted twice", async () => {
  world.mail.failures.push("cut-after");
  campaignId = await launchTo(marketer, 3);
  await runScheduled(world, 500);
  expect((await batchesOf(world.t, campaignId))[0]!.status).toBe("sending");
  await tellOf(ADA, { type: "email.sent", at: NOW + 100 });
  await tellOf(ADA, { type: "email.bounced", at: NOW + 200, bounce: HARD });
  await runUntil(world, campaignId, "sent");
  expect(await recipientOf(world.t, campaignId, ADA)).toMatchObject({
    status: "bounced",
    error: HARD.message,
    sentAt: NOW + 100,
    providerId: "mail-1",
  });
  expect((await recipientsOf(world.t, campaignId)).map(({ status }) => status)).toEqual([
    "bounced",
    "sent",
    "sent",
  ]);
  await expectCountersToFit(world.t, campaignId);
});

test("many events are applied in groups of a hundred, by one projector", async () => {
  await sentTo(130);
  for (const { _id } of await recipientsOf(world.t, campaignId))
    await tell(world, { type: "email.delivered", recipientId: _id, at: NOW + SECOND });
  await runScheduled(world, 500);
  await expectCountersToFit(world.t, campaignId);
  const runs = async () => {
    const jobs = await world.t.run(({ db }) => db.system.query("_scheduled_functions").collect());
    return jobs.filter(({ name }) => name.includes("project"));
  };
  expect(await runs()).toHaveLength(3);
  // The third run finds no events, so it schedules no further run.
  await runScheduled(world, 5 * SECOND);
  expect((await runs()).map(({ state }) => state.kind)).toEqual(Array(3).fill("success"));
});

test("events whose projector died are applied by the check for lost work", async () => {
  await sentTo(1);
  await world.t.run(({ db }) => db.insert("projector", { isScheduled: true }));
  await tellOf(ADA, { type: "email.delivered", at: NOW + SECOND });
  await runScheduled(world);
  expect((await recipientOf(world.t, campaignId, ADA)).status).toBe("sent");
  setTime(Date.now() + 10 * MINUTE);
  await world.t.mutation(internal.model.campaigns.recovery.revive, {});
  await runScheduled(world);
  expect((await recipientOf(world.t, campaignId, ADA)).status).toBe("delivered");
  await expectCountersToFit(world.t, campaignId);
});
