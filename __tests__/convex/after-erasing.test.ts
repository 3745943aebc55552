/** What happens after somebody was erased must neither bring their address back nor stop mail to others. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import {
  type CampaignId,
  draftFor,
  expectCountersToFit,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { dueRows, launchWithReminders, mailed, rowsIn, sweepAt } from "./support/reminders";
import { dump, tablesNaming } from "./support/tables";
import { tell, tellOf } from "./support/webhooks";
import { runScheduled, start, type World } from "./support/world";

const [ADA, BOB] = ["reader0@example.com", "reader1@example.com"] as const;
const THURSDAY = "2026-11-26T08:00Z";

let world: World;
let admin: Person;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  admin = await signInAs(world, "admin");
  marketer = await signInAs(world, "marketer");
});

async function erase(email: string) {
  const id = (await admin.as.query(api.person.find, { email }))!;
  await admin.as.mutation(api.person.erase, { id });
  await runScheduled(world, 3_000);
}

describe("others are still mailed", () => {
  test("by an automatic reminder", async () => {
    await launchWithReminders(world, marketer, rowsIn([null, null]));
    await erase(ADA);
    expect(await dueRows(world)).toHaveLength(1);
    await sweepAt(world, THURSDAY);
    expect(mailed(world, /^Still there/)).toEqual([BOB]);
  });

  test("by an automatic reminder, even if the erased person's row for it is left", async () => {
    const campaignId = await launchWithReminders(world, marketer, rowsIn([null, null]));
    const [ada] = await recipientsOf(world.t, campaignId);
    await world.t.run(({ db }) => db.patch("recipients", ada!._id, { email: "erased-0", linkId: undefined }));
    await sweepAt(world, THURSDAY);
    expect(mailed(world, /^Still there/)).toEqual([BOB]);
  });

  test("by a reminder that a marketer sends", async () => {
    const campaignId = await launchTo(marketer, rowsIn([null, null]));
    await runUntil(world, campaignId, "sent");
    await erase(ADA);
    const reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId });
    await runScheduled(world);
    expect((await recipientsOf(world.t, reminderId)).map(({ email }) => email)).toEqual([BOB]);
    await marketer.as.mutation(api.campaigns.launch, { campaignId: reminderId });
    await runUntil(world, reminderId, "sent");
  });

  test("when failed mails are sent again", async () => {
    for (const email of [ADA, BOB]) world.mail.refused.add(email);
    const campaignId = await launchTo(marketer, rowsIn([null, null, null]));
    await runUntil(world, campaignId, "sent");
    await erase(ADA);
    world.mail.refused.clear();
    await marketer.as.mutation(api.campaigns.retryFailed, { campaignId });
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 2, withdrawn: 1 });
    await expectCountersToFit(world.t, campaignId);
  });
});

describe("the address does not come back", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    campaignId = await launchTo(marketer, rowsIn([null]));
    await runUntil(world, campaignId, "sent");
    await erase(ADA);
    expect(await tablesNaming(world.t, ADA)).toEqual([]);
  });

  test("with a late event, whose details quote it", async () => {
    const [row] = await recipientsOf(world.t, campaignId);
    const bounce = { type: "Permanent", message: `550 <${ADA}> unknown` };
    await tell(world, { type: "email.bounced", recipientId: row!._id, at: Date.now(), bounce });
    await runScheduled(world, 2_000);
    expect(await tally(world.t, campaignId)).toEqual({ bounced: 1 });
    expect(await tablesNaming(world.t, ADA)).toEqual([]);
    expect((await dump(world.t))["suppressions"]).toHaveLength(1);
  });

  test("in a later import, even if a marketer removes all suppressions of a page at once", async () => {
    const suppressions = (await dump(world.t))["suppressions"] as { _id: Id<"suppressions"> }[];
    const suppressionIds = suppressions.map(({ _id }) => _id);
    expect(suppressionIds).toHaveLength(1);
    expect(await marketer.as.mutation(api.bulk.removeSuppressions, { suppressionIds })).toBe(0);
    const draftId = await draftFor(marketer, rowsIn([null]));
    expect(await recipientsOf(world.t, draftId)).toEqual([]);
  });

  test("with the provider's news that it blocks the address", async () => {
    await tellOf(world, { type: "suppression.added", at: Date.now(), email: ADA, origin: "bounce" });
    expect(await tablesNaming(world.t, ADA)).toEqual([]);
  });
});

describe("the address of a colleague is replaced", () => {
  let colleague: Person;
  const EMAIL = "grace@example.com";
  beforeEach(async () => {
    colleague = await signInAs(world, "writer", EMAIL);
  });

  test("in requests for approval, notices, webhooks, uploads and what they chose", async () => {
    const campaignId = await draftFor(colleague, 1);
    await world.t.run(async ({ db }) => {
      const webhookId = await db.insert("webhooks", { url: "https://hooks.example.com" });
      const body = JSON.stringify({ data: { askedBy: EMAIL } });
      const delivery = { webhookId, type: "campaign.approval_asked", body, attempts: 1 };
      await db.insert("webhookDeliveries", { ...delivery, status: "failed" });
    });
    await colleague.as.mutation(api.campaignApprovals.ask, { campaignId });
    await colleague.as.mutation(api.recipients.beginUpload, { campaignId, key: "a", done: 0, total: 9 });
    expect(await tablesNaming(world.t, EMAIL)).toEqual(
      expect.arrayContaining(["approvals", "campaignNotices", "uploads", "webhookDeliveries"]),
    );
    await erase(EMAIL);
    expect(await tablesNaming(world.t, EMAIL)).toEqual([]);
    const choices = (await dump(world.t))["noticeChoices"]!.map(({ userId }) => userId);
    expect(choices).not.toContain(colleague.userId);
  });

  test.each(["asked by\ngrace@example.com", "asked by Grace@Example.com", '"grace@example.com"'])(
    "in the note %j",
    async (note) => {
      await marketer.as.mutation(api.suppressions.add, { emails: ["eve@example.com"], note });
      await erase(EMAIL);
      expect(await tablesNaming(world.t, EMAIL)).toEqual([]);
    },
  );

  test("in names and labels of campaigns and templates, by which they are also no longer found", async () => {
    const name = `For ${EMAIL}`;
    const campaignId = await draftFor(marketer, 1, { name });
    await marketer.as.mutation(api.campaignList.label, {
      campaignIds: [campaignId],
      add: [EMAIL],
      remove: [],
    });
    await marketer.as.mutation(api.templates.create, { campaignId, name });
    await runScheduled(world);
    await erase(EMAIL);
    expect(await tablesNaming(world.t, EMAIL)).toEqual([]);
    const paginationOpts = { numItems: 10, cursor: null };
    const found = (search: string) => marketer.as.query(api.campaignList.list, { search, paginationOpts });
    expect((await found("grace")).page).toEqual([]);
    expect((await found("erased")).page).toMatchObject([{ name: expect.stringMatching(/^For erased-/) }]);
  });

  test("in the audit log, but not inside a longer address", async () => {
    const details = { to: `${EMAIL}, x${EMAIL}` };
    const actor = { kind: "user", userId: colleague.userId, email: EMAIL } as const;
    const event = { action: "campaign.tested", actor, actorName: EMAIL, subject: "Spring", details };
    const id = await world.t.run(({ db }) => db.insert("auditEvents", event));
    await erase(EMAIL);
    const row = (await world.t.run(({ db }) => db.get("auditEvents", id)))!;
    expect(row.details!["to"]).toMatch(/^erased-[\w-]{12}, xgrace@example\.com$/);
    expect(row.actorName).toMatch(/^erased-/);
  });
});
