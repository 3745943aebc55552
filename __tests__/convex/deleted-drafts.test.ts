/** Deleted drafts: they are kept for 30 days with their audience, can be restored, and do nothing meanwhile. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { DAY } from "@/convex/model/time";
import {
  campaignOf,
  type CampaignId,
  draftFor,
  launchTo,
  MESSAGE,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { auditEvents } from "./support/tables";
import { advance, runScheduled, start, type World } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const remove = (campaignId: CampaignId) => marketer.as.mutation(api.drafts.remove, { campaignId });
const restore = (campaignId: CampaignId) => marketer.as.mutation(api.drafts.restore, { campaignId });
const get = (campaignId: CampaignId) => marketer.as.query(api.campaigns.get, { campaignId });
const emailsOf = async (campaignId: CampaignId) =>
  (await recipientsOf(world.t, campaignId)).map(({ email }) => email).sort();

async function sweep(): Promise<void> {
  await world.t.mutation(internal.model.sweeping.sweep, {});
  await runScheduled(world, 1_000);
}

async function names(
  wanted: { status?: "deleted"; search?: string; label?: string; isArchived?: boolean } = {},
) {
  await runScheduled(world, 100);
  const paginationOpts = { numItems: 25, cursor: null };
  const { page } = await marketer.as.query(api.campaignList.list, { ...wanted, paginationOpts });
  return page.map(({ name }) => name);
}

describe("a deleted draft", () => {
  test("comes back with its message, labels, audience and counters", async () => {
    const campaignId = await draftFor(marketer, recipientRows(620));
    await marketer.as.mutation(api.campaignList.label, {
      campaignIds: [campaignId],
      add: ["vip"],
      remove: [],
    });
    const before = await get(campaignId);
    await remove(campaignId);
    await runScheduled(world, 1_000);
    await restore(campaignId);
    expect(await get(campaignId)).toEqual(before);
    expect(await emailsOf(campaignId)).toHaveLength(620);
    expect(await names({ label: "vip" })).toEqual([MESSAGE.name]);
    expect(await names({ search: "spri" })).toEqual([MESSAGE.name]);
  });

  test("is listed under its own status only, and is found by no search", async () => {
    const campaignId = await draftFor(marketer, 1);
    await marketer.as.mutation(api.campaignList.archive, { campaignIds: [campaignId], isArchived: true });
    await remove(campaignId);
    expect(await names()).toEqual([]);
    expect(await names({ isArchived: true })).toEqual([]);
    expect(await names({ search: "spring" })).toEqual([]);
    expect(await names({ status: "deleted" })).toEqual([MESSAGE.name]);
    await restore(campaignId);
    expect(await names()).toEqual([MESSAGE.name]);
    expect(await names({ status: "deleted" })).toEqual([]);
  });

  test("is not found by a search if its text was saved just before", async () => {
    const campaignId = await draftFor(marketer, 1, { name: "Before" });
    await runScheduled(world, 100);
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { name: "Saved late" } });
    await remove(campaignId);
    await runScheduled(world, 100);
    expect(await world.t.run(({ db }) => db.query("campaignWords").collect())).toEqual([]);
  });

  test("cannot be opened, changed, launched, labelled or archived", async () => {
    const campaignId = await draftFor(marketer, 1);
    await remove(campaignId);
    expect(await get(campaignId)).toBeNull();
    const refused = { data: expect.objectContaining({ code: "not_found" }) };
    const { as } = marketer;
    for (const call of [
      as.mutation(api.campaigns.launch, { campaignId }),
      as.mutation(api.campaigns.update, { campaignId, draft: { name: "x" } }),
      as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 5) }),
      as.mutation(api.campaignApprovals.ask, { campaignId }),
    ])
      await expect(call).rejects.toMatchObject(refused);
    await as.mutation(api.campaignList.label, { campaignIds: [campaignId], add: ["vip"], remove: [] });
    await as.mutation(api.campaignList.archive, { campaignIds: [campaignId], isArchived: true });
    expect(await campaignOf(world.t, campaignId)).not.toHaveProperty("labels");
    expect(await campaignOf(world.t, campaignId)).not.toHaveProperty("isArchived");
  });

  test("is deleted for good with its audience after 30 days, and not before", async () => {
    const campaignId = await draftFor(marketer, recipientRows(620));
    const other = await draftFor(marketer, 1);
    await remove(campaignId);
    advance(29 * DAY);
    await sweep();
    expect(await emailsOf(campaignId)).toHaveLength(620);
    advance(2 * DAY);
    await sweep();
    await expect(restore(campaignId)).rejects.toMatchObject({ data: { code: "not_found" } });
    expect(await emailsOf(campaignId)).toEqual([]);
    expect(await emailsOf(other)).toHaveLength(1);
  });

  test("is kept if it was restored before it would be swept", async () => {
    const campaignId = await draftFor(marketer, 1);
    await remove(campaignId);
    await restore(campaignId);
    advance(31 * DAY);
    await sweep();
    expect(await get(campaignId)).toMatchObject({ name: MESSAGE.name });
  });

  test("loses the person who is erased meanwhile", async () => {
    const admin = await signInAs(world, "admin");
    const campaignId = await draftFor(marketer, 3);
    const [first] = await recipientsOf(world.t, campaignId);
    await remove(campaignId);
    await admin.as.mutation(api.person.erase, { id: first!._id });
    await runScheduled(world, 1_000);
    await restore(campaignId);
    expect(await emailsOf(campaignId)).toEqual(["reader001@example.com", "reader002@example.com"]);
    expect(await get(campaignId)).toMatchObject({ counts: { recipients: 2 } });
  });

  test("is audited when it is deleted and restored, once each", async () => {
    const campaignId = await draftFor(marketer, 1);
    await remove(campaignId);
    await restore(campaignId);
    await restore(campaignId);
    const actions = (await auditEvents(world.t)).map(({ action }) => action);
    expect(actions.filter((action) => /deleted|restored/.test(action))).toEqual([
      "campaign.deleted",
      "campaign.restored",
    ]);
  });
});

describe("a deleted reminder", () => {
  let original: CampaignId;
  beforeEach(async () => {
    original = await launchTo(marketer, 300);
    await runUntil(world, original, "sent");
  });

  async function remind(): Promise<CampaignId> {
    const reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId: original });
    await runScheduled(world, 1_000);
    return reminderId;
  }

  test("releases its people, and has them again when it is restored", async () => {
    const reminderId = await remind();
    await remove(reminderId);
    await runScheduled(world, 1_000);
    expect(await emailsOf(reminderId)).toEqual([]);
    await restore(reminderId);
    await runScheduled(world, 1_000);
    expect(await emailsOf(reminderId)).toHaveLength(300);
    expect(await get(reminderId)).toMatchObject({ counts: { recipients: 300 } });
  });

  test("has nobody whom another reminder includes meanwhile", async () => {
    const reminderId = await remind();
    await remove(reminderId);
    await runScheduled(world, 1_000);
    const other = await remind();
    await restore(reminderId);
    await runScheduled(world, 1_000);
    expect(await emailsOf(other)).toHaveLength(300);
    expect(await emailsOf(reminderId)).toEqual([]);
  });

  test("keeps people from a file, and includes nobody twice", async () => {
    const reminderId = await remind();
    const [first] = await recipientsOf(world.t, reminderId);
    await marketer.as.mutation(api.recipients.remove, { recipientId: first!._id });
    const rows = [{ line: 1, email: first!.email, fields: {} }, ...recipientRows(1, 900)];
    await marketer.as.mutation(api.recipients.add, { campaignId: reminderId, rows });
    await remove(reminderId);
    await runScheduled(world, 1_000);
    expect(await emailsOf(reminderId)).toEqual([first!.email, "reader900@example.com"]);
    await restore(reminderId);
    await runScheduled(world, 1_000);
    const emails = await emailsOf(reminderId);
    expect(emails).toHaveLength(301);
    expect(new Set(emails).size).toBe(301);
  });
});
