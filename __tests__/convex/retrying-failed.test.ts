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
import { auditEvents } from "./support/tables";
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

describe("selected recipients whose mail failed", () => {
  const idOf = async (email: string) => (await recipientOf(world.t, campaignId, email))._id;
  const sendAgain = async (emails: string[]) =>
    marketer.as.mutation(api.bulk.sendAgain, {
      campaignId,
      recipientIds: await Promise.all(emails.map(idOf)),
    });

  test("are mailed again once, and nobody else is, also after two clicks", async () => {
    world.mail.refused.clear();
    const before = world.mail.mails.length;
    expect(await Promise.all([sendAgain([BAD[0]!]), sendAgain([BAD[0]!])])).toEqual([1, 0]);
    await runUntil(world, campaignId, "sent");
    expect(await sendAgain([BAD[0]!])).toBe(0);
    expect(world.mail.mails.slice(before).map(({ to }) => to)).toEqual([BAD[0]]);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 4, failed: 1 });
    await expectCountersToFit(world.t, campaignId);
  });

  test("may be selected together with others, who are skipped", async () => {
    world.mail.refused.clear();
    expect(await sendAgain([...BAD, "reader000@example.com"])).toBe(2);
    await runUntil(world, campaignId, "sent");
    await expectMailedOnceWhoIsSent(world, campaignId);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 5 });
    expect(await auditEvents(world.t, "campaign.retried")).toMatchObject([
      { actor: { email: marketer.email }, details: { campaignId, recipients: 2 } },
    ]);
  });

  test("can be added while the first of them are being sent", async () => {
    world.mail.refused.clear();
    expect(await sendAgain([BAD[0]!])).toBe(1);
    expect(await sendAgain([BAD[1]!])).toBe(1);
    await runUntil(world, campaignId, "sent");
    await expectMailedOnceWhoIsSent(world, campaignId);
    expect(await tally(world.t, campaignId)).toEqual({ sent: 5 });
  });

  test("of another campaign, or with a revoked invite, are skipped, and the campaign stays sent", async () => {
    const other = await launchTo(marketer, 1);
    await runUntil(world, other, "sent");
    const recipientIds = [await idOf(BAD[0]!)];
    expect(await marketer.as.mutation(api.bulk.sendAgain, { campaignId: other, recipientIds })).toBe(0);
    expect((await campaignOf(world.t, other)).status).toBe("sent");
    await world.t.run(({ db }) => db.patch("recipients", recipientIds[0]!, { revokedAt: NOW }));
    expect(await sendAgain([BAD[0]!])).toBe(0);
  });

  test("are refused while the campaign is paused", async () => {
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "paused" }));
    await expect(sendAgain(BAD)).rejects.toMatchObject({ data: { code: "conflict" } });
  });
});

test.each(["all", "selected"])("an erased person is not mailed when %s are sent again", async (which) => {
  const admin = await signInAs(world, "admin");
  world.mail.refused.clear();
  const ids = await Promise.all(
    BAD.map(async (email) => (await recipientOf(world.t, campaignId, email))._id),
  );
  await admin.as.mutation(api.person.erase, { id: ids[0]! });
  await runScheduled(world, 1_000);
  const before = world.mail.mails.length;
  if (which === "all") await retry();
  else await marketer.as.mutation(api.bulk.sendAgain, { campaignId, recipientIds: ids });
  await runUntil(world, campaignId, "sent");
  expect(world.mail.mails.slice(before).map(({ to }) => to)).toEqual([BAD[1]]);
  expect(await tally(world.t, campaignId)).toEqual({ sent: 4, withdrawn: 1 });
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
