/**
 * An invite works until the mail that replaces it is sent, so everybody with an invite in their mailbox has a working
 * link.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { followLink, newBrowser, newIp, visitorAt } from "./support/browser";
import {
  type CampaignId,
  expectCountersToFit,
  launchTo,
  recipientOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { withUnwritable } from "./support/faults";
import type { Failure } from "./support/mail";
import type { Person } from "./support/people";
import {
  DAY,
  MINUTE,
  NOW,
  advance,
  type World,
  SECOND,
  runScheduled,
  start,
  whilePumping,
} from "./support/world";
import { links } from "./support/tables";
import { tell } from "./support/webhooks";

const ADA = "reader000@example.com";
const REVOKED = { ok: false, reason: "revoked" };

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, 2);
  await runUntil(world, campaignId, "sent");
});

const step = (name: "launch" | "pause" | "resume" | "cancel", id: CampaignId) =>
  marketer.as.mutation(api.campaigns[name], { campaignId: id });
const tokensTo = (email: string) =>
  world.mail.mails.filter(({ to }) => to === email).map(({ token }) => token);
const follow = async (token: string | undefined) => followLink(world, token ?? "", await newBrowser());
const look = (token: string | undefined) =>
  world.t.query(api.loginLinks.peek, { token: token ?? "", ...minute() });
const peek = async (token: string | undefined) => (await look(token)).state;
const minute = () => ({ minute: Math.floor(Date.now() / MINUTE) });

/** Requests a new link in place of an expired one. */
async function renew(token: string): Promise<void> {
  const { browserHash } = await newBrowser();
  const client = await visitorAt(newIp(), "loginLinks:renew");
  expect(await world.t.mutation(api.loginLinks.renew, { token, browserHash, client })).toMatchObject({
    ok: true,
  });
  await runScheduled(world, SECOND);
}

async function launchReminder(): Promise<CampaignId> {
  const reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId });
  await runScheduled(world, SECOND);
  await step("launch", reminderId);
  return reminderId;
}

describe("a reminder whose mail the provider", () => {
  test.each<[string, Failure, "paused" | "sent"]>([
    ["refuses together with the account", { status: 401, name: "invalid_api_key" }, "paused"],
    ["refuses because of the daily limit", { status: 429, name: "daily_quota_exceeded" }, "paused"],
    ["refuses as a whole", { status: 422, name: "invalid_from_address" }, "paused"],
  ])("%s leaves the link that was mailed before unchanged", async (_, failure, status) => {
    world.mail.failures.push(failure);
    const reminderId = await launchReminder();
    await runUntil(world, reminderId, status);
    expect(tokensTo(ADA)).toHaveLength(1);
    expect(await follow(tokensTo(ADA)[0])).toMatchObject({ ok: true });
    await runScheduled(world);
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeDefined();
  });

  test("refuses for one address leaves the earlier link of that person, and of nobody else", async () => {
    world.mail.refused.add(ADA);
    await runUntil(world, await launchReminder(), "sent");
    expect(await follow(tokensTo(ADA)[0])).toMatchObject({ ok: true });
    expect(await follow(tokensTo("reader001@example.com")[0])).toEqual(REVOKED);
  });

  test("accepts replaces the link, and the old link says so", async () => {
    await runUntil(world, await launchReminder(), "sent");
    const [old, fresh] = tokensTo(ADA);
    expect(await follow(old)).toEqual(REVOKED);
    expect(await follow(fresh)).toMatchObject({ ok: true });
  });

  test("accepts without an answer leaves both links working until the answer comes", async () => {
    world.mail.failures.push("cut-after");
    const reminderId = await launchReminder();
    while (tokensTo(ADA).length < 2) await runScheduled(world, 100);
    const [old, fresh] = tokensTo(ADA);
    expect([await peek(old), await peek(fresh)]).toEqual(["ready", "ready"]);
    await runUntil(world, reminderId, "sent");
    expect([await peek(old), await peek(fresh)]).toEqual(["revoked", "ready"]);
  });
});

test("if the process dies after the provider accepted a reminder, one of the links works at any time", async () => {
  const reminderId = await launchReminder();
  await withUnwritable("sentAt", () => runScheduled(world, 2 * SECOND));
  const [old, fresh] = tokensTo(ADA);
  expect([await peek(old), await peek(fresh)]).toEqual(["ready", "ready"]);
  advance(6 * MINUTE);
  await world.t.mutation(internal.model.campaigns.recovery.revive, {});
  await runUntil(world, reminderId, "sent");
  expect([await peek(old), await peek(fresh)]).toEqual(["revoked", "ready"]);
});

test.each(["pause", "cancel"] as const)(
  "%s of a claimed reminder leaves the old links working",
  async (name) => {
    const reminderId = await launchReminder();
    for (let i = 0; i < 50 && !("claimed" in (await tally(world.t, reminderId))); i++)
      await runScheduled(world, 20, { tick: 20 });
    expect(await tally(world.t, reminderId)).toEqual({ claimed: 2 });
    await step(name, reminderId);
    await runScheduled(world, 5 * SECOND);
    expect(tokensTo(ADA)).toHaveLength(1);
    expect(await peek(tokensTo(ADA)[0])).toBe("ready");
  },
);

describe("two campaigns to one person", () => {
  let otherId: CampaignId;
  beforeEach(async () => {
    otherId = await launchTo(marketer, 2, { next: "/dashboard?other" });
    await runUntil(world, otherId, "sent");
  });

  test("are open at the same time, each with its own landing page and its own count", async () => {
    const [first, second] = tokensTo(ADA);
    const invites = (await links(world.t)).filter(({ email }) => email === ADA);
    expect(invites.map(({ next }) => next)).toEqual(["/dashboard?welcome", "/dashboard?other"]);
    for (const token of [first, second]) expect(await follow(token)).toMatchObject({ ok: true });
    await runScheduled(world);
    for (const id of [campaignId, otherId]) {
      expect((await recipientOf(world.t, id, ADA)).acceptedAt).toBeDefined();
      await expectCountersToFit(world.t, id);
    }
  });

  test("a reminder of one campaign does not end the invite of the other", async () => {
    await runUntil(world, await launchReminder(), "sent");
    const [first, second, reminder] = tokensTo(ADA);
    expect([await peek(first), await peek(second), await peek(reminder)]).toEqual([
      "revoked",
      "ready",
      "ready",
    ]);
  });

  test("renewing the expired invite of one campaign does not end the invite of the other", async () => {
    const [first, second] = tokensTo(ADA);
    await world.t.run(async ({ db }) => {
      const { linkId } = (await db.query("recipients").collect()).find(
        (one) => one.campaignId === campaignId && one.email === ADA,
      )!;
      await db.patch("loginLinks", linkId!, { expiresAt: NOW - DAY });
    });
    await renew(first!);
    expect(await peek(second)).toBe("ready");
    expect(tokensTo(ADA)).toHaveLength(3);
    expect(await follow(tokensTo(ADA)[2])).toMatchObject({ ok: true });
    await runScheduled(world);
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeDefined();
  });
});

test("test mails end no link, not even each other's", async () => {
  const test = { campaignId, to: [ADA] };
  const sendTest = () => whilePumping(marketer.as.action(api.campaignPreviews.sendTest, test));
  await sendTest();
  await sendTest();
  const [invite, ...tests] = tokensTo(ADA);
  expect(tests).toHaveLength(2);
  for (const token of [invite, ...tests]) expect(await peek(token)).toBe("ready");
});

describe("an invite that is sent again after the mail failed", () => {
  beforeEach(async () => {
    const { _id } = await recipientOf(world.t, campaignId, ADA);
    await tell(world, { type: "email.failed", recipientId: _id, at: NOW + 1 });
    await runScheduled(world);
  });

  const retry = () => marketer.as.mutation(api.campaigns.retryFailed, { campaignId });

  test("and is refused again: the first link works and counts", async () => {
    world.mail.refused.add(ADA);
    await retry();
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 1, failed: 1 });
    expect(await follow(tokensTo(ADA)[0])).toMatchObject({ ok: true });
    await runScheduled(world);
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeDefined();
  });

  test("and is paused before it is sent: the recipient has the first link again", async () => {
    world.mail.failures.push({ status: 401, name: "invalid_api_key" });
    await retry();
    await runUntil(world, campaignId, "paused");
    expect(await peek(tokensTo(ADA)[0])).toBe("ready");
    const usable = (await links(world.t)).filter(
      ({ email, revokedAt }) => email === ADA && revokedAt === undefined,
    );
    expect(usable).toHaveLength(1);
    expect((await recipientOf(world.t, campaignId, ADA)).linkId).toBe(usable[0]!._id);
  });

  test("and is accepted by the provider: only the new link works", async () => {
    await retry();
    await runUntil(world, campaignId, "sent");
    const [first, second] = tokensTo(ADA);
    expect([await peek(first), await peek(second)]).toEqual(["revoked", "ready"]);
  });

  test("and is revoked before it is sent: no link works", async () => {
    world.mail.refused.add(ADA);
    await retry();
    await runUntil(world, campaignId, "sent");
    const { _id: recipientId } = await recipientOf(world.t, campaignId, ADA);
    const [token] = tokensTo(ADA);
    expect(await look(token)).toMatchObject({ isInviteRevoked: false });
    await marketer.as.mutation(api.recipients.revokeInvite, { recipientId });
    expect(await look(token)).toMatchObject({ state: "revoked", isInviteRevoked: true });
    expect(await follow(tokensTo(ADA)[0])).toEqual(REVOKED);
  });
});
