/** Launching now, scheduling a launch and cancelling the schedule; and what can no longer change after a launch. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { DAY, setTime, MINUTE, NOW, type World, SECOND, runScheduled, start } from "./support/world";
import { auditEvents } from "./support/tables";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await draftFor(marketer, 3);
});

const launch = (at?: number) =>
  marketer.as.mutation(api.campaigns.launch, at === undefined ? { campaignId } : { campaignId, at });

test("now: all recipients are mailed, and the audit log names who launched it", async () => {
  await launch();
  await runUntil(world, campaignId, "sent");
  expect(world.mail.mails).toHaveLength(3);
  expect(await auditEvents(world.t, "campaign.launched")).toMatchObject([
    { actorName: "marketer@example.com", subject: "Spring" },
  ]);
  expect(await auditEvents(world.t, "campaign.finished")).toMatchObject([{ actorName: "backend" }]);
});

describe("later", () => {
  test("waits until the scheduled time, to the second", async () => {
    await launch(Date.now() + 10 * SECOND);
    expect(await campaignOf(world.t, campaignId)).toMatchObject({ status: "scheduled" });
    await runScheduled(world, 9 * SECOND);
    expect(world.mail.mails).toHaveLength(0);
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(3);
    const { launchedAt, scheduledFor } = await campaignOf(world.t, campaignId);
    expect(launchedAt).toBeGreaterThanOrEqual(NOW + 10 * SECOND);
    expect(scheduledFor).toBeUndefined();
  });

  test.each([
    ["in the past", -1],
    ["of now", 0],
    ["two years ahead", 730 * DAY],
    ["that is not a time", NaN],
  ])("is refused for a time %s", async (_, from) => {
    await expect(launch(Date.now() + from)).rejects.toMatchObject({ data: { code: "invalid" } });
    expect((await campaignOf(world.t, campaignId)).status).toBe("draft");
  });

  test("can be unscheduled: the campaign is a draft again, which can be changed and launched", async () => {
    await launch(Date.now() + MINUTE);
    await marketer.as.mutation(api.campaigns.unschedule, { campaignId });
    await runScheduled(world, 2 * MINUTE);
    expect(world.mail.mails).toHaveLength(0);
    await marketer.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 50) });
    await launch();
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(4);
  });

  test("can be sent now instead, and is then not sent again at the scheduled time", async () => {
    await launch(Date.now() + 10 * SECOND);
    await launch();
    await runUntil(world, campaignId, "sent");
    await runScheduled(world, 20 * SECOND);
    expect(world.mail.mails).toHaveLength(3);
    expect(await auditEvents(world.t, "campaign.launched")).toHaveLength(1);
  });

  test("can be cancelled: nobody is mailed, and all recipients are withdrawn", async () => {
    await launch(Date.now() + MINUTE);
    await marketer.as.mutation(api.campaigns.cancel, { campaignId });
    await runScheduled(world, 2 * MINUTE);
    expect(world.mail.mails).toHaveLength(0);
    await expectCountersToFit(world.t, campaignId);
  });

  test("unscheduled and scheduled again for later, is not launched by the first schedule's rendering", async () => {
    await launch(Date.now() + MINUTE);
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { scheduledFor: NOW + DAY }));
    await world.t.mutation(internal.model.campaigns.sending.begin, { campaignId, template: "{}" });
    expect((await campaignOf(world.t, campaignId)).status).toBe("scheduled");
  });

  test("changed and launched while the first schedule renders it, is sent as it was confirmed", async () => {
    await launch(Date.now() + MINUTE);
    const { campaigns } = internal.model;
    const old = (await world.t.query(campaigns.sending.toPrepare, { campaignId }))!;
    await marketer.as.mutation(api.campaigns.unschedule, { campaignId });
    const seen = { subject: 1 };
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { subject: "New" }, seen });
    await launch();
    const outdated = { campaignId, version: old.version };
    await world.t.mutation(campaigns.sending.begin, { ...outdated, template: "{}" });
    await world.t.mutation(campaigns.sending.abandon, { ...outdated, why: "The old text is too long." });
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails.map(({ subject }) => subject)).toEqual(["New", "New", "New"]);
  });

  test("is launched by the check for lost work if the scheduled job was lost", async () => {
    await launch(Date.now() + MINUTE);
    const { jobId } = await campaignOf(world.t, campaignId);
    await world.t.run(({ scheduler }) => scheduler.cancel(jobId!));
    setTime(NOW + 2 * MINUTE);
    await world.t.mutation(internal.model.campaigns.recovery.revive, {});
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(3);
  });

  test("is not launched early by the check for lost work", async () => {
    await launch(Date.now() + MINUTE);
    const { jobId } = await campaignOf(world.t, campaignId);
    await world.t.run(({ scheduler }) => scheduler.cancel(jobId!));
    await world.t.mutation(internal.model.campaigns.recovery.revive, {});
    await runScheduled(world, 30 * SECOND);
    expect(world.mail.mails).toHaveLength(0);
    await runUntil(world, campaignId, "sent");
    expect(world.mail.mails).toHaveLength(3);
  });
});

describe.each([
  ["sending", undefined],
  ["scheduled", 10 * MINUTE],
])("the audience of a campaign that is %s", (_, after) => {
  const frozen = {
    data: { code: "conflict", message: expect.stringContaining("audience cannot be changed") },
  };

  beforeEach(() => launch(after && Date.now() + after));

  test("accepts no more recipients", async () => {
    const added = marketer.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 50) });
    await expect(added).rejects.toMatchObject(frozen);
  });

  test("does not remove recipients, one by one or all at once", async () => {
    const [recipient] = await recipientsOf(world.t, campaignId);
    const removed = marketer.as.mutation(api.recipients.remove, { recipientId: recipient!._id });
    await expect(removed).rejects.toMatchObject(frozen);
    await expect(marketer.as.mutation(api.recipients.clear, { campaignId })).rejects.toMatchObject(frozen);
    expect(await recipientsOf(world.t, campaignId)).toHaveLength(3);
  });
});

test("a campaign that is launched twice at once is sent once", async () => {
  const outcomes = await Promise.allSettled([launch(), launch(), launch()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await runUntil(world, campaignId, "sent");
  expect(world.mail.mails).toHaveLength(3);
});

test("a mail that cannot be rendered pauses the campaign, and the page says why", async () => {
  await world.t.run(({ db }) => db.patch("campaigns", campaignId, { body: "x".repeat(150_001) }));
  await launch();
  await runUntil(world, campaignId, "paused");
  expect((await campaignOf(world.t, campaignId)).pausedBecause).toMatch(/^The email could not be created: /);
});

describe("a message whose mail would exceed the size of a document", () => {
  const body = "a\n\n".repeat(16_000);

  test("cannot be launched, and the reason says what to change", async () => {
    const campaignId = await draftFor(marketer, 1, { body });
    const { problems } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    expect(problems).toEqual([{ of: "message", message: expect.stringMatching(/^Shorten the message: /) }]);
    await expect(marketer.as.mutation(api.campaigns.launch, { campaignId })).rejects.toThrow(
      "Shorten the message",
    );
  });

  test("pauses its campaign if it was launched all the same, and is not tried again", async () => {
    const campaignId = await draftFor(marketer, 1);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { body }));
    await runUntil(world, campaignId, "paused");
    expect((await campaignOf(world.t, campaignId)).pausedBecause).toContain(
      "one email cannot hold that many",
    );
    await world.t.mutation(internal.model.campaigns.recovery.revive, {});
    await runScheduled(world);
    expect((await campaignOf(world.t, campaignId)).status).toBe("paused");
  });
});
