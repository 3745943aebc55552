/** What stops reminders: for one person, and for everybody. */
import { describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import {
  expectCountersToFit,
  recipientOf,
  draftFor,
  runUntil,
  signInAs,
  unsubscribeLink,
} from "./support/campaigns";
import { signIn } from "./support/people";
import {
  claimNow,
  dueRows,
  mailed,
  putBack,
  reminderRows,
  rowsIn,
  saveReminders,
  sweepAt,
} from "./support/reminders";
import {
  ADA,
  BOB,
  campaignId,
  FIRST,
  follow,
  LAST,
  launch,
  marketer,
  page,
  prove,
  SATURDAY,
  setCampaign,
  setMarketer,
  setRoleOf,
  startReminding,
  THURSDAY,
  world,
} from "./support/reminding";
import { runScheduled, setTime } from "./support/world";
import { tell } from "./support/webhooks";

startReminding();

describe("no reminder follows", () => {
  const stops: [string, () => Promise<unknown>][] = [
    ["an acceptance", () => follow(ADA, 0)],
    [
      "unsubscribing",
      async () => world.t.mutation(api.unsubscribes.confirm, await unsubscribeLink(await ada())),
    ],
    ["a bounce", async () => happens("email.bounced")],
    ["a complaint", async () => happens("email.complained")],
    ["a suppression", () => marketer.as.mutation(api.suppressions.add, { emails: [ADA], note: "asked" })],
    [
      "a revocation",
      async () => marketer.as.mutation(api.recipients.revokeInvite, { recipientId: (await ada())._id }),
    ],
    ["becoming a member in another way", () => signIn(world, ADA)],
  ];
  const ada = () => recipientOf(world.t, campaignId, ADA);
  const happens = async (type: string) => {
    await tell(world, {
      type,
      recipientId: (await ada())._id,
      at: Date.now(),
      bounce: { type: "Permanent", message: "" },
    });
    await runScheduled(world);
  };

  test.each(stops)("%s, and others get theirs", async (_, stop) => {
    await launch(rowsIn([null, null]));
    await stop();
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([BOB]);
    expect((await dueRows(world)).map(({ number }) => number)).toEqual([2]);
  });

  test.each(stops)("%s, even between the claim and the sending", async (_, stop) => {
    await launch(rowsIn([null, null]));
    setTime(Date.parse(THURSDAY));
    await claimNow(world, campaignId);
    // A pause keeps the mails in the queue.
    const { mailing } = (await page()).steps[0]!;
    await marketer.as.mutation(api.campaigns.pause, { campaignId: mailing!.id });
    await stop();
    await prove();
    await marketer.as.mutation(api.campaigns.resume, { campaignId: mailing!.id });
    await runUntil(world, mailing!.id, "sent");
    expect(mailed(world, FIRST)).toEqual([BOB]);
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual([BOB]);
  });

  // The batch checks the same again, so here nothing is sent.
  test.each(stops)("%s: the claim does not queue the person, even if they are still due", async (_, stop) => {
    await launch(rowsIn([null, null]));
    const due = await dueRows(world);
    await stop();
    await putBack(world, due);
    setTime(Date.parse(THURSDAY));
    await claimNow(world, campaignId);
    expect((await reminderRows(world)).map(({ email }) => email)).toEqual([BOB]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("after a bounce or revocation of the first reminder, the second one is not sent", async () => {
    await launch(rowsIn([null, null, null]));
    await sweepAt(world, THURSDAY);
    const [first, second] = await reminderRows(world);
    await tell(world, {
      type: "email.bounced",
      recipientId: first!._id,
      at: Date.now(),
      bounce: { type: "Permanent", message: "" },
    });
    await marketer.as.mutation(api.recipients.revokeInvite, { recipientId: second!._id });
    await runScheduled(world);
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual(["reader2@example.com"]);
  });

  test("revoking the invite on the campaign's page ends the reminder's link too", async () => {
    await launch(rowsIn([null]));
    await sweepAt(world, THURSDAY);
    const recipientId = (await ada())._id;
    expect(await marketer.as.mutation(api.recipients.revokeInvite, { recipientId })).toEqual({
      revoked: true,
    });
    expect(await follow(ADA, 1)).toEqual({ ok: false, reason: "revoked" });
  });
});

describe("for everybody:", () => {
  const setOn = (isOn: boolean) => marketer.as.mutation(api.reminders.setOn, { campaignId, isOn });

  test("reminders that were switched off before the launch are not sent", async () => {
    await launch(rowsIn([null]), { rules: { isOn: false } });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("switching reminders off stops them, and switching them on continues where they stopped", async () => {
    await launch(rowsIn([null, null]));
    await setOn(false);
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
    await prove();
    await setOn(true);
    await runScheduled(world);
    // The time in the plan has passed, so they are due at the next 9:00.
    await sweepAt(world, "2026-11-27T07:59Z");
    expect(mailed(world, FIRST)).toEqual([]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
  });

  test("switching reminders off between claim and sending stops them, and they can be sent later", async () => {
    await launch(rowsIn([null, null]));
    setTime(Date.parse(THURSDAY));
    await claimNow(world, campaignId);
    await setOn(false);
    await runScheduled(world, 2_000);
    expect(mailed(world, FIRST)).toEqual([]);
    await prove();
    await setOn(true);
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    await expectCountersToFit(world.t, (await page()).steps[0]!.mailing!.id);
  });

  test("a cancelled campaign sends no reminders", async () => {
    await launch(rowsIn([null]));
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "paused" }));
    await marketer.as.mutation(api.campaigns.cancel, { campaignId });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("the reminders of a paused campaign wait, and are not sent at night after it is resumed", async () => {
    await launch(rowsIn([null]));
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "paused" }));
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "sent" }));
    await sweepAt(world, "2026-11-26T21:00Z");
    expect(mailed(world, FIRST)).toEqual([]);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA]);
  });

  test("reminders of a writer's campaign are sent, and stop when the marketer who launched it loses the role", async () => {
    const writer = await signInAs(world, "writer");
    setCampaign(await draftFor(writer, rowsIn([null, null])));
    await saveReminders(writer, campaignId);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([ADA, BOB]);
    await setRoleOf(marketer, "writer");
    await sweepAt(world, SATURDAY);
    expect(mailed(world, LAST)).toEqual([]);
    expect((await page()).stoppedBecause).toContain(marketer.email);
  });

  test("reminders stop when their marketer loses the role, and say so; another marketer can switch them on", async () => {
    await launch(rowsIn([null]));
    await setRoleOf(marketer, "member");
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    setMarketer(await signInAs(world, "marketer", "other@example.com"));
    expect(await page()).toMatchObject({
      isOn: false,
      stoppedBecause: expect.stringContaining("marketer@example.com"),
    });
    await prove();
    await setOn(true);
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T08:00Z");
    expect(mailed(world, FIRST)).toEqual([ADA]);
  });
});
