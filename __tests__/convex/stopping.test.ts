/** A campaign that is paused, resumed or cancelled while it is being sent. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  expectMailedOnceWhoIsSent,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { MINUTE, type World, SECOND, runScheduled, start } from "./support/world";
import { links } from "./support/tables";

/**
 * One request every five seconds: the first batch is sent at once, while the others are claimed and wait for a slot.
 */
const SLOW = { RESEND_REQUESTS_PER_SECOND: "0.2" };

let world: World;
let marketer: Person;
let campaignId: CampaignId;

const step = (name: "pause" | "resume" | "cancel") =>
  marketer.as.mutation(api.campaigns[name], { campaignId });

async function underWay() {
  world = await start(SLOW);
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, 250);
  await runScheduled(world, 2 * SECOND);
  expect(await tally(world.t, campaignId)).toEqual({ sent: 100, claimed: 150 });
}

describe("paused between claim and sending", () => {
  beforeEach(async () => {
    await underWay();
    await step("pause");
    await runScheduled(world, 20 * SECOND);
  });

  test("sends no more; claimed recipients are queued again, and their links do not work", async () => {
    expect(world.mail.mails).toHaveLength(100);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 100, queued: 150 });
    const usable = (await links(world.t)).filter(
      ({ purpose, revokedAt }) => purpose === "invite" && revokedAt === undefined,
    );
    expect(usable).toHaveLength(100);
    await expectCountersToFit(world.t, campaignId);
  });

  test("continues where it stopped", async () => {
    await step("resume");
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(250);
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test("stays paused when the check for lost work runs", async () => {
    await runScheduled(world, 10 * MINUTE);
    await world.t.mutation(internal.model.campaigns.recovery.revive, {});
    await runScheduled(world, SECOND);
    expect((await campaignOf(world.t, campaignId)).status).toBe("paused");
    expect(world.mail.mails).toHaveLength(100);
  });
});

test("a campaign that is paused and resumed many times at once mails everybody once", async () => {
  await underWay();
  for (let i = 0; i < 5; i++) {
    await step("pause");
    await step("resume");
    await runScheduled(world, 100);
  }
  const pending = await world.t.run(async ({ db }) =>
    (await db.system.query("_scheduled_functions").collect()).filter(
      ({ name, state }) => /sending.*claim$/.test(name) && state.kind === "pending",
    ),
  );
  expect(pending.length).toBeLessThanOrEqual(1);
  await runUntil(world, campaignId, "sent");
  await expectMailedOnceWhoIsSent(world, campaignId);
});

test("a campaign that is paused before the mail is rendered is sent when it is resumed", async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, 3);
  await step("pause");
  await runScheduled(world, SECOND);
  expect(world.mail.mails).toHaveLength(0);
  await step("resume");
  await runUntil(world, campaignId, "sent");
  await expectMailedOnceWhoIsSent(world, campaignId);
});

describe("cancelled", () => {
  test("between claim and sending: recipients who were not mailed are withdrawn, and their links do not work", async () => {
    await underWay();
    await step("cancel");
    await runScheduled(world, 20 * SECOND);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 100, withdrawn: 150 });
    const usable = (await links(world.t)).filter(
      ({ purpose, revokedAt }) => purpose === "invite" && revokedAt === undefined,
    );
    expect(usable).toHaveLength(100);
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test("while paused", async () => {
    await underWay();
    await step("pause");
    await runScheduled(world, 20 * SECOND);
    await step("cancel");
    await runScheduled(world, SECOND);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 100, withdrawn: 150 });
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test.each([0, 100, 200, 300, 500])(
    "%i ms after its launch: every recipient is either sent or withdrawn",
    async (ms) => {
      world = await start();
      marketer = await signInAs(world, "marketer");
      campaignId = await launchTo(marketer, 130);
      await runScheduled(world, ms);
      if ((await campaignOf(world.t, campaignId)).status === "sending") await step("cancel");
      await runScheduled(world, 10 * SECOND);
      const { sent = 0, withdrawn = 0 } = await tally(world.t, campaignId);
      expect(sent + withdrawn).toBe(130);
      await expectMailedOnceWhoIsSent(world, campaignId);
    },
  );

  test.each([
    ["was accepted, although the answer was lost", "cut-after" as const, { sent: 5 }],
    ["the provider asked to send later", { status: 429, name: "rate_limit_exceeded" }, { withdrawn: 5 }],
    ["is refused together with the account", { status: 401, name: "invalid_api_key" }, { withdrawn: 5 }],
  ])("while a batch is being sent that %s", async (_, failure, outcome) => {
    world = await start();
    marketer = await signInAs(world, "marketer");
    world.mail.failures.push(failure);
    campaignId = await launchTo(marketer, 5);
    const cancelled = new Promise<void>((resolve, reject) => {
      const send = globalThis.fetch;
      globalThis.fetch = async (...args) => {
        globalThis.fetch = send;
        await step("cancel").then(() => resolve(), reject);
        return send(...args);
      };
    });
    await runScheduled(world, 20 * SECOND);
    await cancelled;
    expect(await tally(world.t, campaignId)).toEqual(outcome);
    expect((await recipientsOf(world.t, campaignId)).length).toBe(5);
    await expectMailedOnceWhoIsSent(world, campaignId);
  });
});
