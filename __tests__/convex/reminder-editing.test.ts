/** The reminders of a campaign are changed before and after its launch. */
import { describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { draftFor } from "./support/campaigns";
import { dueRows, mailed, rowsIn, saveReminders, STEPS, sweepAt } from "./support/reminders";
import {
  ADA,
  BOB,
  campaignId,
  FIRST,
  follow,
  launch,
  marketer,
  page,
  prove,
  setCampaign,
  startReminding,
  THURSDAY,
  world,
} from "./support/reminding";
import { advance, DAY, NOW, runScheduled, setTime } from "./support/world";

startReminding();

describe("editing", () => {
  test("a change before the time applies: later, earlier, another text", async () => {
    await launch(rowsIn([null]));
    await saveReminders(marketer, campaignId, { steps: [{ days: 5, hour: 11, subject: "Changed" }] });
    // The change has committed, but the rows have not been brought up to date.
    await sweepAt(world, THURSDAY, 0);
    await runScheduled(world);
    expect(mailed(world, /./)).toEqual([ADA]);
    await sweepAt(world, "2026-11-28T10:00Z");
    expect(mailed(world, "Changed")).toEqual([ADA]);
  });

  test("a reminder that is being sent cannot be changed or removed, but the next one can", async () => {
    await launch(rowsIn([null]));
    await sweepAt(world, THURSDAY);
    await prove();
    const conflict = { data: { code: "conflict" } };
    const [first] = STEPS;
    await expect(saveReminders(marketer, campaignId, { steps: [] })).rejects.toMatchObject(conflict);
    const changed = [{ ...first!, subject: "Other" }];
    await expect(saveReminders(marketer, campaignId, { steps: changed })).rejects.toMatchObject(conflict);
    await saveReminders(marketer, campaignId, { steps: [first!, { days: 1, hour: 8, subject: "Soon" }] });
    await runScheduled(world);
    await sweepAt(world, "2026-11-27T07:00Z");
    expect(mailed(world, "Soon")).toEqual([ADA]);
  });

  test("a reminder that is added after the last one was sent is mailed to people who have not accepted", async () => {
    await launch(rowsIn([null, null]), { steps: [] });
    setTime(NOW + 10 * DAY);
    await follow(ADA, 0);
    await prove();
    await saveReminders(marketer, campaignId);
    await runScheduled(world);
    await sweepAt(world, "2026-12-04T08:00Z");
    expect(mailed(world, FIRST)).toEqual([BOB]);
  });

  test("a reminder that is removed is not sent", async () => {
    await launch(rowsIn([null]));
    await saveReminders(marketer, campaignId, { steps: [] });
    await runScheduled(world);
    await sweepAt(world, THURSDAY);
    expect(mailed(world, FIRST)).toEqual([]);
    expect(await dueRows(world)).toEqual([]);
  });

  test("of two people who edit at once, the second one has to see the changes first", async () => {
    await launch(rowsIn([null]));
    const { version, steps: _, stoppedBecause: _why, ...rules } = await page();
    const save = () =>
      marketer.as.mutation(api.reminders.save, { campaignId, seen: version, rules, steps: [] });
    await save();
    await expect(save()).rejects.toMatchObject({ data: { code: "changed" } });
  });

  test.each([
    ["no such zone", { rules: { timeZone: "Mars/Base" } }],
    ["a fourth reminder", { steps: [1, 2, 3, 4].map((days) => ({ days, hour: 9 })) }],
    ["no days", { steps: [{ days: 0, hour: 9 }] }],
    ["half a day", { steps: [{ days: 1.5, hour: 9 }] }],
    ["an hour at night", { steps: [{ days: 1, hour: 22 }] }],
    ["no such hour", { rules: { notAtNight: false }, steps: [{ days: 1, hour: 24 }] }],
    ["a subject of two lines", { steps: [{ days: 1, hour: 9, subject: "a\nb" }] }],
    ["a text that is too long", { steps: [{ days: 1, hour: 9, body: "x".repeat(50_001) }] }],
  ])("%s is refused", async (_, reminding) => {
    await launch(rowsIn([null]));
    await expect(saveReminders(marketer, campaignId, reminding)).rejects.toMatchObject({
      data: { code: "invalid" },
    });
  });

  test("a blank text counts as missing, so that the campaign's own is sent", async () => {
    await launch(rowsIn([null]), { steps: [{ days: 3, hour: 9, subject: " ", body: "", buttonLabel: "" }] });
    await sweepAt(world, THURSDAY);
    expect(mailed(world, /^Come in/)).toEqual([ADA, ADA]);
  });

  test("those of a draft are not switched on past the form, which would name somebody who has not seen them", async () => {
    setCampaign(await draftFor(marketer, 1));
    await saveReminders(marketer, campaignId, { rules: { isOn: false } });
    const setOn = marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: true });
    await expect(setOn).rejects.toMatchObject({ data: { code: "conflict" } });
  });

  test("a launch that was confirmed before the reminders changed is refused", async () => {
    await launch(rowsIn([null]));
    const copyId = await marketer.as.mutation(api.campaigns.duplicate, { campaignId });
    setCampaign(copyId);
    expect((await page()).steps).toHaveLength(2);
    await marketer.as.mutation(api.recipients.add, { campaignId, rows: rowsIn([null]) });
    const { version } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    await saveReminders(marketer, campaignId, { steps: [] });
    const launched = marketer.as.mutation(api.campaigns.launch, {
      campaignId,
      confirmed: { recipients: 1, version },
    });
    await expect(launched).rejects.toMatchObject({ data: { code: "changed" } });
  });

  test("after a launch, changes need the same proof as a launch, but switching off needs none", async () => {
    await launch(rowsIn([null]));
    advance((13 * DAY) / 24);
    await expect(saveReminders(marketer, campaignId)).rejects.toMatchObject({
      data: { code: "confirm_required" },
    });
    await marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: false });
    const on = marketer.as.mutation(api.reminders.setOn, { campaignId, isOn: true });
    await expect(on).rejects.toMatchObject({ data: { code: "confirm_required" } });
  });

  test("of a deleted draft are kept with it, and are deleted when it is swept", async () => {
    await launch(rowsIn([null]));
    const copyId = await marketer.as.mutation(api.campaigns.duplicate, { campaignId });
    const saved = () => marketer.as.query(api.reminders.get, { campaignId: copyId });
    const before = await saved();
    await marketer.as.mutation(api.drafts.remove, { campaignId: copyId });
    await runScheduled(world);
    await marketer.as.mutation(api.drafts.restore, { campaignId: copyId });
    expect(await saved()).toEqual(before);
    await marketer.as.mutation(api.drafts.remove, { campaignId: copyId });
    advance(31 * DAY);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    await runScheduled(world);
    const left = await world.t.run(async ({ db }) => [
      ...(await db.query("reminderPlans").collect()),
      ...(await db.query("reminderSteps").collect()),
    ]);
    expect(left.filter((row) => row.campaignId === copyId)).toEqual([]);
  });
});
