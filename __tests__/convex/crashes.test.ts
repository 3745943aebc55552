/** When a process dies in the middle of a campaign, another one finishes its work, and nobody is mailed twice. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { internal } from "@/convex/_generated/api";
import {
  batchesOf,
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  expectMailedOnceWhoIsSent,
  launchTo,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { withUnwritable } from "./support/faults";
import { requests } from "./support/mail";
import type { Person } from "./support/people";
import { MINUTE, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { emptyComponent } from "./support/tables";

const HOUR = 60 * MINUTE;

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

async function revive(): Promise<void> {
  await world.t.mutation(internal.model.campaigns.recovery.revive, {});
  await runScheduled(world, 500);
}

/** Cancels every pending scheduled function, as if the machine that would run them had been lost. */
async function loseWhatIsScheduled(): Promise<void> {
  await world.t.run(async ({ db, scheduler }) => {
    for (const { _id, state } of await db.system.query("_scheduled_functions").collect())
      if (state.kind === "pending") await scheduler.cancel(_id);
  });
}

async function expectAllMailedOnce(count: number): Promise<void> {
  expect(await tally(world.t, campaignId)).toEqual({ sent: count });
  expect(world.mail.mails).toHaveLength(count);
  await expectMailedOnceWhoIsSent(world, campaignId);
}

test("an action that dies after the provider accepted the mail is run again with the same bytes, and no second mail is sent", async () => {
  campaignId = await launchTo(marketer, 40);
  await withUnwritable("sentAt", () => runScheduled(world, SECOND));
  expect(world.mail.mails).toHaveLength(40);
  expect(await tally(world.t, campaignId)).toEqual({ claimed: 40 });
  await runUntil(world, campaignId, "sent");
  const sent = await requests();
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(sent.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
  await expectAllMailedOnce(40);
});

describe("a campaign continues if all scheduled jobs are lost", () => {
  test("before the mail was rendered", async () => {
    campaignId = await launchTo(marketer, 3);
    await loseWhatIsScheduled();
    await runScheduled(world, SECOND);
    expect(world.mail.mails).toHaveLength(0);
    await revive();
    await runUntil(world, campaignId, "sent");
    await expectAllMailedOnce(3);
  });

  test("before the first claim", async () => {
    campaignId = await launchTo(marketer, 3);
    await world.t.mutation(internal.model.campaigns.sending.begin, {
      campaignId,
      template: await templateLike(campaignId),
    });
    await loseWhatIsScheduled();
    await revive();
    await runUntil(world, campaignId, "sent");
    await expectAllMailedOnce(3);
  });

  test("after a claim: the batch is sent once it is overdue, and not before", async () => {
    campaignId = await launchTo(marketer, 3);
    await runScheduled(world, 100);
    await world.t.mutation(internal.model.campaigns.sending.begin, {
      campaignId,
      template: await templateLike(campaignId),
    });
    await world.t.mutation(internal.model.campaigns.batches.claim, { campaignId });
    await forgetQueue();
    await runScheduled(world, 2 * SECOND);
    expect(await tally(world.t, campaignId)).toEqual({ claimed: 3 });
    await revive();
    expect(world.mail.mails).toHaveLength(0);
    advance(6 * MINUTE);
    await revive();
    await runUntil(world, campaignId, "sent");
    await expectAllMailedOnce(3);
  });

  test("after the provider accepted a batch: it is repeated with the same idempotency key", async () => {
    world.mail.failures.push("cut-after");
    campaignId = await launchTo(marketer, 3);
    await runScheduled(world, 500);
    await forgetQueue();
    advance(6 * MINUTE);
    await revive();
    await runUntil(world, campaignId, "sent");
    expect(new Set((await requests()).map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
    await expectAllMailedOnce(3);
  });
});

/** Cancels the scheduled functions and empties the mail queue's tables, so that the queue has lost its batches. */
async function forgetQueue(): Promise<void> {
  await loseWhatIsScheduled();
  await emptyComponent(world.t, "campaignMail");
}

/** A template in the form in which `prepare` stores it, as JSON. */
async function templateLike(id: CampaignId): Promise<string> {
  const { subject } = await campaignOf(world.t, id);
  return JSON.stringify({ subject: [subject], html: ["<p>hello</p>"], text: ["hello"] });
}

test("the check for lost work does not touch healthy campaigns", async () => {
  campaignId = await launchTo(marketer, 120);
  for (let i = 0; i < 10; i++) {
    await world.t.mutation(internal.model.campaigns.recovery.revive, {});
    await runScheduled(world, 100);
  }
  await runUntil(world, campaignId, "sent");
  await expectAllMailedOnce(120);
  expect(await requests()).toHaveLength(2);
});

test("a batch without an answer for a day is not repeated, because the provider has forgotten its idempotency key", async () => {
  world.mail.failures.push("cut-after", "cut", "cut", "cut", "cut", "cut");
  campaignId = await launchTo(marketer, 3);
  await runUntil(world, campaignId, "paused");
  advance(23 * HOUR + MINUTE);
  await revive();
  await runScheduled(world, SECOND);
  expect(await tally(world.t, campaignId)).toEqual({ failed: 3 });
  expect(world.mail.mails).toHaveLength(3);
  expect((await batchesOf(world.t, campaignId)).map(({ status }) => status)).toEqual(["done"]);
  await expectCountersToFit(world.t, campaignId);
  await runUntil(world, campaignId, "sent");
  expect(world.mail.mails).toHaveLength(3);
});
