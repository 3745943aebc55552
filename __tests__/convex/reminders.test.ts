/** A reminder is a second mail to people who did not accept. It is sent once, with a new link. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  launchTo,
  recipientOf,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
  unsubscribeLink,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { NOW, type World, runScheduled, start } from "./support/world";
import { tell } from "./support/webhooks";

const [ADA, BOB, CY, DEE, EVE] = ["0", "1", "2", "3", "4"].map((n) => `reader00${n}@example.com`) as [
  string,
  string,
  string,
  string,
  string,
];

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, 5);
  await runUntil(world, campaignId, "sent");
});

const remind = () => marketer.as.mutation(api.campaigns.remind, { campaignId });
const emailsOf = async (id: CampaignId) => (await recipientsOf(world.t, id)).map(({ email }) => email);

async function follow(email: string, nth: 0 | 1) {
  const mails = world.mail.mails.filter(({ to }) => to === email);
  return followLink(world, mails[nth]!.token, await newBrowser());
}

async function reminded(): Promise<CampaignId> {
  const reminderId = await remind();
  await runScheduled(world);
  return reminderId;
}

async function sendReminder(reminderId: CampaignId): Promise<void> {
  await marketer.as.mutation(api.campaigns.launch, { campaignId: reminderId });
  await runUntil(world, reminderId, "sent");
}

test("a reminder is a draft, named as one, to recipients who have not accepted, unsubscribed, bounced or been revoked", async () => {
  await follow(ADA, 0);
  await world.t.mutation(
    api.unsubscribes.confirm,
    await unsubscribeLink(await recipientOf(world.t, campaignId, BOB)),
  );
  const { _id: cy } = await recipientOf(world.t, campaignId, CY);
  await tell(world, { type: "email.bounced", recipientId: cy, at: NOW + 1 });
  const { _id: recipientId } = await recipientOf(world.t, campaignId, DEE);
  await marketer.as.mutation(api.recipients.revokeInvite, { recipientId });
  await runScheduled(world);
  const reminderId = await reminded();
  expect(await emailsOf(reminderId)).toEqual([EVE]);
  expect(await campaignOf(world.t, reminderId)).toMatchObject({
    status: "draft",
    name: "Reminder: Spring",
    subject: "Reminder: Come in, {{firstName|friend}}",
    reminderOf: campaignId,
  });
  await expectCountersToFit(world.t, reminderId);
});

describe("the link of a reminder", () => {
  test("replaces the link of the original campaign, and accepting it counts for both campaigns", async () => {
    const reminderId = await reminded();
    await sendReminder(reminderId);
    expect(world.mail.lastTo(ADA).subject).toBe("Reminder: Come in, Reader0");
    expect(await follow(ADA, 0)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(ADA, 1)).toMatchObject({ ok: true });
    await runScheduled(world);
    for (const id of [campaignId, reminderId]) {
      expect((await recipientOf(world.t, id, ADA)).acceptedAt).toBeDefined();
      const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId: id }))!;
      expect(counts.accepted).toBe(1);
      await expectCountersToFit(world.t, id);
    }
  });

  test("is not mailed to somebody who accepts in between, because they are a member already", async () => {
    const reminderId = await reminded();
    await follow(ADA, 0);
    await sendReminder(reminderId);
    expect(await tally(world.t, reminderId)).toEqual({ sent: 4, member: 1 });
    expect(world.mail.mails.filter(({ to }) => to === ADA)).toHaveLength(1);
    await expectCountersToFit(world.t, reminderId);
  });
});

describe("each recipient is reminded once:", () => {
  test("a second reminder has no recipients", async () => {
    await reminded();
    expect(await emailsOf(await reminded())).toEqual([]);
  });

  test("two reminders at once share the recipients", async () => {
    const [first, second] = await Promise.all([remind(), remind()]);
    await runScheduled(world);
    expect([...(await emailsOf(first)), ...(await emailsOf(second))].sort()).toEqual([
      ADA,
      BOB,
      CY,
      DEE,
      EVE,
    ]);
  });

  test("a reminder cannot have a reminder", async () => {
    const reminderId = await reminded();
    await sendReminder(reminderId);
    const again = marketer.as.mutation(api.campaigns.remind, { campaignId: reminderId });
    await expect(again).rejects.toMatchObject({ data: { code: "conflict" } });
  });

  test.each(["deleted", "emptied"])("but a reminder draft that is %s does not count", async (how) => {
    const reminderId = await reminded();
    if (how === "deleted") await marketer.as.mutation(api.drafts.remove, { campaignId: reminderId });
    else await marketer.as.mutation(api.recipients.clear, { campaignId: reminderId });
    await runScheduled(world);
    expect(await emailsOf(await reminded())).toHaveLength(5);
  });
});

describe("while its audience is still being copied, a reminder", () => {
  test("cannot be launched", async () => {
    const launch = marketer.as.mutation(api.campaigns.launch, { campaignId: await remind() });
    await expect(launch).rejects.toMatchObject({ data: { code: "invalid" } });
  });

  test("can be deleted, and no row of it stays", async () => {
    const reminderId = await remind();
    await marketer.as.mutation(api.drafts.remove, { campaignId: reminderId });
    await runScheduled(world);
    expect(await emailsOf(reminderId)).toEqual([]);
    expect(await emailsOf(await reminded())).toHaveLength(5);
  });
});

test("600 recipients are copied in several transactions, none of them twice", async () => {
  await world.t.run(async ({ db }) => {
    for (let i = 0; i < 600; i++)
      await db.insert("recipients", {
        campaignId,
        email: `more${i}@example.com`,
        fields: {},
        status: "sent",
        sentAt: 1,
      });
  });
  const reminderId = await reminded();
  expect(new Set(await emailsOf(reminderId)).size).toBe(605);
  await expectCountersToFit(world.t, reminderId);
});
