/** Mailing people again whose mail failed. */
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
  settleUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { NOW, type Scene, settle, start } from "./support/scene";
import { tell } from "./support/webhooks";

const BAD = ["reader001@example.com", "reader003@example.com"];

let scene: Scene;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  scene = await start();
  marketer = await signInAs(scene, "marketer");
  for (const email of BAD) scene.mail.refused.add(email);
  campaignId = await launchTo(marketer, 5);
  await settleUntil(scene, campaignId, "sent");
  expect(await tally(scene.t, campaignId)).toEqual({ sent: 3, failed: 2 });
});

const retry = () => marketer.as.mutation(api.campaigns.retryFailed, { campaignId });

describe("recipients whose mail failed", () => {
  test("are mailed, with links that work, and nobody else is", async () => {
    scene.mail.refused.clear();
    await retry();
    expect((await campaignOf(scene.t, campaignId)).status).toBe("sending");
    await settleUntil(scene, campaignId, "sent");
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 5 });
    await expectMailedOnceWhoIsSent(scene, campaignId);
    const { failedAt, error } = await recipientOf(scene.t, campaignId, BAD[0]!);
    expect([failedAt, error]).toEqual([undefined, undefined]);
    const { token } = scene.mail.lastTo(BAD[0]!);
    expect(await followLink(scene, token, await newBrowser())).toMatchObject({ ok: true });
  });

  test("may fail again, and are counted once", async () => {
    await retry();
    await settleUntil(scene, campaignId, "sent");
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 3, failed: 2 });
    await expectCountersToFit(scene.t, campaignId);
    const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    expect(counts.failed).toBe(2);
  });

  test("after they were sent are mailed once more, and count as sent once", async () => {
    const { _id } = await recipientOf(scene.t, campaignId, "reader000@example.com");
    await tell(scene, { type: "email.failed", recipientId: _id, at: NOW + 1 });
    await settle(scene);
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 2, failed: 3 });
    await retry();
    await settleUntil(scene, campaignId, "sent");
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 3, failed: 2 });
    expect(scene.mail.mails.filter(({ to }) => to === "reader000@example.com")).toHaveLength(2);
    await expectCountersToFit(scene.t, campaignId);
  });

  test("are left out if they are suppressed by now", async () => {
    scene.mail.refused.clear();
    await marketer.as.mutation(api.suppressions.add, { emails: [BAD[0]!], note: "asked" });
    await retry();
    await settleUntil(scene, campaignId, "sent");
    expect(await tally(scene.t, campaignId)).toEqual({ sent: 4, suppressed: 1 });
    await expectCountersToFit(scene.t, campaignId);
  });
});

test("where nothing has failed there is nothing to do", async () => {
  scene.mail.refused.clear();
  await retry();
  await settleUntil(scene, campaignId, "sent");
  await expect(retry()).rejects.toMatchObject({ data: { code: "conflict", message: "Nothing has failed." } });
});

test("cancelled at once, nobody is left in the queue", async () => {
  await retry();
  await marketer.as.mutation(api.campaigns.cancel, { campaignId });
  await settle(scene, 2_000);
  const { queued = 0, claimed = 0 } = await tally(scene.t, campaignId);
  expect(queued + claimed).toBe(0);
  await expectCountersToFit(scene.t, campaignId);
});

test("paused and resumed while the failed are put back, it ends with all of them sent", async () => {
  scene.mail.refused.clear();
  await retry();
  await marketer.as.mutation(api.campaigns.pause, { campaignId });
  await settle(scene, 500);
  await marketer.as.mutation(api.campaigns.resume, { campaignId });
  await settleUntil(scene, campaignId, "sent");
  expect(await tally(scene.t, campaignId)).toEqual({ sent: 5 });
  await expectMailedOnceWhoIsSent(scene, campaignId);
});
