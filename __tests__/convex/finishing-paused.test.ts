/** A paused campaign that has been sent completely counts as sent, because resuming it would change nothing. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectMailedOnceWhoIsSent,
  launchTo,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Failure } from "./support/mail";
import type { Person } from "./support/people";
import { MINUTE, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { auditEvents } from "./support/tables";

const BROKEN: Failure = { status: 500, name: "internal_server_error" };

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const pause = () => marketer.as.mutation(api.campaigns.pause, { campaignId });
const revive = () => world.t.mutation(internal.model.campaigns.recovery.revive, {});

async function expectSent(count: number): Promise<void> {
  await runUntil(world, campaignId, "sent");
  const { pausedBecause, finishedAt } = await campaignOf(world.t, campaignId);
  expect([pausedBecause, typeof finishedAt]).toEqual([undefined, "number"]);
  expect(await tally(world.t, campaignId)).toEqual({ sent: count });
  expect(await auditEvents(world.t, "campaign.finished")).toHaveLength(1);
  await expectMailedOnceWhoIsSent(world, campaignId);
}

/** Runs `act` during the next request to the provider. */
function onNextRequest(act: () => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = globalThis.fetch;
    globalThis.fetch = async (...args) => {
      globalThis.fetch = send;
      await act().then(() => resolve(), reject);
      return send(...args);
    };
  });
}

test("a campaign that an outage stopped becomes sent once its last batch was repeated", async () => {
  world.mail.failures.push(...Array<Failure>(6).fill(BROKEN));
  campaignId = await launchTo(marketer, 30);
  await runUntil(world, campaignId, "paused");
  advance(6 * MINUTE);
  await revive();
  await expectSent(30);
});

describe("a campaign that was paused by hand becomes sent", () => {
  test.each<[string, Failure[]]>([
    ["is accepted", []],
    ["is accepted, but the answer is lost", ["cut-after"]],
    ["is cut off, and is sent by a retry", ["cut"]],
  ])("while the last batch is on its way and %s", async (_, failures) => {
    world.mail.failures.push(...failures);
    campaignId = await launchTo(marketer, 30);
    const paused = onNextRequest(pause);
    await runScheduled(world, SECOND);
    await paused;
    await expectSent(30);
  });

  test("after the last batch was recorded and before the campaign noticed", async () => {
    campaignId = await launchTo(marketer, 30);
    while ((await tally(world.t, campaignId))["sent"] !== 30) await runScheduled(world, 100);
    expect((await campaignOf(world.t, campaignId)).status).toBe("sending");
    await pause();
    await expectSent(30);
  });

  test("but stays paused if recipients are still in the queue", async () => {
    campaignId = await launchTo(marketer, 130);
    const paused = onNextRequest(pause);
    await runScheduled(world, 5 * SECOND);
    await paused;
    await revive();
    await runScheduled(world, SECOND);
    expect((await campaignOf(world.t, campaignId)).status).toBe("paused");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 100, queued: 30 });
  });
});

describe("the check every minute for lost work", () => {
  /** Sets a campaign to paused, as an older version could leave it. */
  const stick = (id: CampaignId, more = {}) =>
    world.t.run(({ db }) => db.patch("campaigns", id, { status: "paused", pausedBecause: "x", ...more }));

  test("finishes a stuck campaign, even if many other paused campaigns come first", async () => {
    const waiting = await draftFor(marketer, 1);
    await stick(waiting);
    await world.t.run(async ({ db }) => {
      const { _id, _creationTime, ...campaign } = (await db.get("campaigns", waiting))!;
      const [recipient] = await db.query("recipients").collect();
      for (let i = 0; i < 60; i++) {
        const copy = await db.insert("campaigns", campaign);
        const { email, fields, status } = recipient!;
        await db.insert("recipients", { campaignId: copy, email, fields, status });
      }
    });
    campaignId = await launchTo(marketer, 3);
    await runUntil(world, campaignId, "sent");
    await stick(campaignId);
    await revive();
    await runScheduled(world, SECOND);
    expect(await campaignOf(world.t, campaignId)).toMatchObject({ status: "sent" });
    expect((await campaignOf(world.t, waiting)).status).toBe("paused");
  });

  test("does not finish a campaign whose failed recipients are being put back into the queue", async () => {
    campaignId = await launchTo(marketer, 3);
    await runUntil(world, campaignId, "sent");
    await stick(campaignId, { isAudienceChanging: true });
    await revive();
    await runScheduled(world, SECOND);
    expect((await campaignOf(world.t, campaignId)).status).toBe("paused");
  });
});
