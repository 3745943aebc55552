/** Sending again to recipients whose mail failed. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  expectMailedOnceWhoIsSent,
  launchTo,
  recipientOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { NOW, type World, runScheduled, start } from "./support/world";
import { tell } from "./support/webhooks";

const BAD = ["reader001@example.com", "reader003@example.com"];

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  for (const email of BAD) world.mail.refused.add(email);
  campaignId = await launchTo(marketer, 5);
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ sent: 3, failed: 2 });
});

const retry = () => marketer.as.mutation(api.campaigns.retryFailed, { campaignId });

describe("recipients whose mail failed", () => {
  test("are mailed again, with links that work, and nobody else is", async () => {
    world.mail.refused.clear();
    await retry();
    expect((await campaignOf(world.t, campaignId)).status).toBe("sending");
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 5 });
    await expectMailedOnceWhoIsSent(world, campaignId);
    const { failedAt, error } = await recipientOf(world.t, campaignId, BAD[0]!);
    expect([failedAt, error]).toEqual([undefined, undefined]);
    const { token } = world.mail.lastTo(BAD[0]!);
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: true });
  });

  test("may fail again, and are counted once", async () => {
    await retry();
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 3, failed: 2 });
    await expectCountersToFit(world.t, campaignId);
    const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    expect(counts.failed).toBe(2);
  });

  test("after the provider had accepted it are mailed again, and count as sent once", async () => {
    const { _id } = await recipientOf(world.t, campaignId, "reader000@example.com");
    await tell(world, { type: "email.failed", recipientId: _id, at: NOW + 1 });
    await runScheduled(world);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 2, failed: 3 });
    await retry();
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 3, failed: 2 });
    expect(world.mail.mails.filter(({ to }) => to === "reader000@example.com")).toHaveLength(2);
    await expectCountersToFit(world.t, campaignId);
  });

  test("are skipped if they have been suppressed since", async () => {
    world.mail.refused.clear();
    await marketer.as.mutation(api.suppressions.add, { emails: [BAD[0]!], note: "asked" });
    await retry();
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 4, suppressed: 1 });
    await expectCountersToFit(world.t, campaignId);
  });
});

test("without failures there is nothing to retry", async () => {
  world.mail.refused.clear();
  await retry();
  await runUntil(world, campaignId, "sent");
  await expect(retry()).rejects.toMatchObject({
    data: { code: "conflict", message: "No email of this campaign has failed." },
  });
});

test("after cancelling at once, nobody is left in the queue", async () => {
  await retry();
  await marketer.as.mutation(api.campaigns.cancel, { campaignId });
  await runScheduled(world, 2_000);
  const { queued = 0, claimed = 0 } = await tally(world.t, campaignId);
  expect(queued + claimed).toBe(0);
  await expectCountersToFit(world.t, campaignId);
});

test("after pausing and resuming while the failed recipients are put back, all of them are sent", async () => {
  world.mail.refused.clear();
  await retry();
  await marketer.as.mutation(api.campaigns.pause, { campaignId });
  await runScheduled(world, 500);
  await marketer.as.mutation(api.campaigns.resume, { campaignId });
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ sent: 5 });
  await expectMailedOnceWhoIsSent(world, campaignId);
});
