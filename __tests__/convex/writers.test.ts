/** The role writer: writes campaigns and asks for approval, and launches nothing. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import {
  campaignOf,
  type CampaignId,
  draftFor,
  launchTo,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { auditEvents } from "./support/tables";
import { advance, DAY, runScheduled, start, type World, whilePumping } from "./support/world";

let world: World;
let writer: Person;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  writer = await signInAs(world, "writer");
  marketer = await signInAs(world, "marketer");
});

const ask = (campaignId: CampaignId) => writer.as.mutation(api.campaignApprovals.ask, { campaignId });
const asked = (campaignId: CampaignId) => marketer.as.query(api.campaignApprovals.get, { campaignId });
const detailsOf = async (action: string) =>
  (await auditEvents(world.t, action)).map(({ actorName, details }) => ({ by: actorName, ...details }));

describe("a writer's campaign", () => {
  test("cannot be launched, scheduled or stopped by its writer", async () => {
    const campaignId = await draftFor(writer, 2);
    const forbidden = { data: { code: "forbidden" } };
    const launch = (args: { at?: number }) =>
      writer.as.mutation(api.campaigns.launch, { campaignId, ...args });
    await expect(launch({})).rejects.toMatchObject(forbidden);
    await expect(launch({ at: Date.now() + DAY })).rejects.toMatchObject(forbidden);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    for (const step of ["pause", "resume", "cancel", "unschedule", "retryFailed"] as const)
      await expect(writer.as.mutation(api.campaigns[step], { campaignId })).rejects.toMatchObject(forbidden);
    const [recipient] = await recipientsOf(world.t, campaignId);
    const recipientId = recipient!._id;
    await expect(writer.as.mutation(api.recipients.revokeInvite, { recipientId })).rejects.toMatchObject(
      forbidden,
    );
    const revoke = writer.as.mutation(api.bulk.revokeInvites, { recipientIds: [recipientId] });
    await expect(revoke).rejects.toMatchObject(forbidden);
    await expect(writer.as.mutation(api.recipients.noteExport, { campaignId })).rejects.toMatchObject(
      forbidden,
    );
  });

  test("is launched by a marketer, and the audit log says who wrote it, who asked and who launched", async () => {
    const campaignId = await draftFor(writer, 2);
    await ask(campaignId);
    expect(await asked(campaignId)).toMatchObject({ email: writer.email, hasChanged: false });
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    expect(await detailsOf("campaign.approvalAsked")).toMatchObject([{ by: writer.email, campaignId }]);
    expect(await detailsOf("campaign.launched")).toMatchObject([
      { by: marketer.email, writtenBy: writer.email, askedBy: writer.email },
    ]);
    expect(await asked(campaignId)).toBeNull();
  });

  test("shows its page who may launch it", async () => {
    const campaignId = await draftFor(writer, 1);
    const mayLaunch = async ({ as }: Person) =>
      (await as.query(api.campaigns.get, { campaignId }))!.mayLaunch;
    expect([await mayLaunch(writer), await mayLaunch(marketer)]).toEqual([false, true]);
  });

  test("is sent to its end, although its writer may launch none", async () => {
    const campaignId = await draftFor(writer, 2);
    await marketer.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + DAY });
    expect(await detailsOf("campaign.scheduled")).toMatchObject([{ writtenBy: writer.email }]);
    expect((await campaignOf(world.t, campaignId)).status).toBe("scheduled");
  });
});

describe("a request for approval", () => {
  test("needs a draft that could be launched", async () => {
    const campaignId = await draftFor(writer, 1, { subject: "" });
    await expect(ask(campaignId)).rejects.toMatchObject({ data: { code: "invalid" } });
    const launched = await launchTo(marketer, 1);
    await expect(ask(launched)).rejects.toMatchObject({ data: { code: "conflict" } });
    expect(await auditEvents(world.t, "campaign.approvalAsked")).toEqual([]);
  });

  test("says if the text has changed since, until it is asked again", async () => {
    const campaignId = await draftFor(writer, 1);
    await ask(campaignId);
    await marketer.as.mutation(api.campaigns.update, {
      campaignId,
      draft: { subject: "Another" },
      seen: { subject: 1 },
    });
    expect(await asked(campaignId)).toMatchObject({ hasChanged: true });
    await ask(campaignId);
    expect(await asked(campaignId)).toMatchObject({ hasChanged: false });
  });

  test("says if the audience has changed since, even if as many people are in it", async () => {
    const campaignId = await draftFor(writer, 2);
    await ask(campaignId);
    const [first] = await recipientsOf(world.t, campaignId);
    await writer.as.mutation(api.recipients.remove, { recipientId: first!._id });
    await writer.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 60) });
    expect(await asked(campaignId)).toMatchObject({ hasChanged: true });
    await ask(campaignId);
    expect(await asked(campaignId)).toMatchObject({ hasChanged: false });
    await writer.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 70) });
    expect(await asked(campaignId)).toMatchObject({ hasChanged: true });
  });

  test("is made at most five times in a row, because each one is mailed to everybody who may launch", async () => {
    const campaignId = await draftFor(writer, 1);
    const askAnew = async () => {
      await writer.as.mutation(api.campaignApprovals.takeBack, { campaignId });
      await ask(campaignId);
    };
    for (let n = 0; n < 5; n++) await askAnew();
    await expect(askAnew()).rejects.toMatchObject({ data: { code: "conflict" } });
    expect(await auditEvents(world.t, "campaign.approvalAsked")).toHaveLength(5);
    advance(DAY / 24);
    await askAnew();
  });

  test("that is repeated without a change notifies nobody again", async () => {
    const campaignId = await draftFor(writer, 1);
    for (let n = 0; n < 9; n++) await ask(campaignId);
    expect(await auditEvents(world.t, "campaign.approvalAsked")).toHaveLength(1);
    await marketer.as.mutation(api.campaignApprovals.ask, { campaignId });
    expect(await asked(campaignId)).toMatchObject({ email: marketer.email });
  });

  test("ends when somebody ends it, and with the draft", async () => {
    const campaignId = await draftFor(writer, 1);
    await ask(campaignId);
    await writer.as.mutation(api.campaignApprovals.takeBack, { campaignId });
    expect(await asked(campaignId)).toBeNull();
    await ask(campaignId);
    await writer.as.mutation(api.drafts.remove, { campaignId });
    await runScheduled(world);
    expect(await world.t.run(({ db }) => db.query("approvals").collect())).toEqual([]);
  });
});

describe("a writer's test mails", () => {
  const sendTest = (by: Person, campaignId: CampaignId, to: string[]) =>
    whilePumping(by.as.action(api.campaignPreviews.sendTest, { campaignId, to }));

  test("go only to saved test recipients and to the writer", async () => {
    const campaignId = await draftFor(writer, 1);
    const emails = ["boss@example.com"];
    await marketer.as.mutation(api.testRecipients.save, { emails });
    expect(await writer.as.query(api.testRecipients.list, {})).toEqual(emails);
    const result = await sendTest(writer, campaignId, [...emails, writer.email, "stranger@example.com"]);
    expect(result.sent).toEqual([...emails, writer.email]);
    expect(result.failed).toMatchObject([{ email: "stranger@example.com" }]);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([...emails, writer.email]);
    expect((await sendTest(marketer, campaignId, ["stranger@example.com"])).failed).toEqual([]);
  });

  test("have at most five saved recipients, whom marketers choose", async () => {
    const save = (by: Person, emails: string[]) => by.as.mutation(api.testRecipients.save, { emails });
    await expect(save(writer, [])).rejects.toMatchObject({ data: { code: "forbidden" } });
    const six = Array.from({ length: 6 }, (_, index) => `p${index}@example.com`);
    await expect(save(marketer, six)).rejects.toMatchObject({ data: { code: "invalid" } });
    await expect(save(marketer, ["nobody@"])).rejects.toMatchObject({ data: { code: "invalid" } });
    await save(marketer, [" Ada@Example.com ", "ada@example.com"]);
    await save(marketer, ["bob@example.com"]);
    expect(await writer.as.query(api.testRecipients.list, {})).toEqual(["bob@example.com"]);
  });
});

describe("several rows at once", () => {
  test("invites are revoked, and those that are not open are left", async () => {
    const campaignId = await launchTo(marketer, 3);
    await runUntil(world, campaignId, "sent");
    const recipientIds = (await recipientsOf(world.t, campaignId)).map(({ _id }) => _id);
    const revoke = (ids: typeof recipientIds) =>
      marketer.as.mutation(api.bulk.revokeInvites, { recipientIds: ids });
    expect(await revoke(recipientIds.slice(0, 1))).toBe(1);
    expect(await revoke(recipientIds)).toBe(2);
    expect(await auditEvents(world.t, "invite.revoked")).toHaveLength(3);
    const many = Array.from({ length: 51 }, () => recipientIds[0]!);
    await expect(revoke(many)).rejects.toMatchObject({ data: { code: "invalid" } });
  });

  test("suppressions are removed, each with its own row in the audit log", async () => {
    const emails = ["a@example.com", "b@example.com"];
    await marketer.as.mutation(api.suppressions.add, { emails, note: "x" });
    const paginationOpts = { numItems: 10, cursor: null };
    const rows = async () => (await marketer.as.query(api.suppressions.list, { paginationOpts })).page;
    const suppressionIds = (await rows()).map(({ id }) => id);
    expect(await marketer.as.mutation(api.bulk.removeSuppressions, { suppressionIds })).toBe(2);
    expect(await marketer.as.mutation(api.bulk.removeSuppressions, { suppressionIds })).toBe(0);
    expect(await rows()).toEqual([]);
    expect(await auditEvents(world.t, "suppression.removed")).toHaveLength(2);
  });
});
