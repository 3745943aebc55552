/**
 * The exchange that signs a recipient in also accepts the invite, in one transaction: either both happen or neither
 * does.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  expectCountersToFit,
  launchTo,
  type Row,
  recipientOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { withFault } from "./support/faults";
import type { Person } from "./support/people";
import { DAY, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { counts, members } from "./support/tables";

const ADA = "ada@example.com";
const AUDIENCE: Row[] = [
  {
    line: 1,
    email: ADA,
    name: "Ada Lovelace",
    fields: { Company: "Analytical Engines", "Job title": "Countess", shoe: "36", plan: "x".repeat(900) },
  },
  { line: 2, email: "bob@example.com", fields: { firstName: "Bob", lastName: "Babbage" } },
];

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, AUDIENCE, { next: "/settings/profile?from=spring", lifetimeDays: 3 });
  await runUntil(world, campaignId, "sent");
});

async function follow(email = ADA) {
  return followLink(world, world.mail.lastTo(email).token, await newBrowser());
}

describe("an invite", () => {
  test("opens the page that the campaign names, and its recipient is marked as accepted, with the time, and counted", async () => {
    expect(await follow()).toMatchObject({
      ok: true,
      isNewUser: true,
      redirectTo: "/settings/profile?from=spring",
    });
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBe(Date.now());
    await runScheduled(world);
    await expectCountersToFit(world.t, campaignId);
    const paginationOpts = { numItems: 10, cursor: null };
    const accepted = { campaignId, status: "accepted" as const, paginationOpts };
    const { page } = await marketer.as.query(api.recipients.list, accepted);
    expect(page.map(({ email }) => email)).toEqual([ADA]);
  });

  test("sets name and profile from the columns that a profile has, in any spelling, within limits", async () => {
    await follow();
    const member = (await members(world.t)).find(({ email }) => email === ADA);
    expect(member).toMatchObject({
      role: "member",
      profile: { company: "Analytical Engines", jobTitle: "Countess", plan: "x".repeat(100) },
    });
    expect(member!.profile).not.toHaveProperty("shoe");
  });

  test("joins the first and the last name from two columns", async () => {
    const { token } = world.mail.lastTo("bob@example.com");
    const peek = await world.t.query(api.loginLinks.peek, { token, minute: Math.floor(Date.now() / MINUTE) });
    expect(peek).toMatchObject({
      state: "ready",
      purpose: "invite",
      name: "Bob Babbage",
      invitedBy: "marketer@example.com",
      about: "Come in, Bob",
    });
  });

  test("works for as long as the campaign says", async () => {
    advance(3 * DAY + MINUTE);
    expect(await follow()).toEqual({ ok: false, reason: "expired" });
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeUndefined();
  });

  test("is accepted once, however often it is followed", async () => {
    await follow();
    expect(await follow()).toEqual({ ok: false, reason: "used" });
    await runScheduled(world);
    await expectCountersToFit(world.t, campaignId);
  });

  test("does not sign in after it was revoked; the recipient and the audit log record that", async () => {
    const { _id: recipientId } = await recipientOf(world.t, campaignId, ADA);
    const revoke = () => marketer.as.mutation(api.recipients.revokeInvite, { recipientId });
    expect(await revoke()).toEqual({ revoked: true });
    expect(await revoke()).toEqual({ revoked: false });
    expect(await follow()).toEqual({ ok: false, reason: "revoked" });
    expect((await recipientOf(world.t, campaignId, ADA)).revokedAt).toBeDefined();
  });

  test("cannot be revoked after it was accepted", async () => {
    await follow();
    const { _id: recipientId } = await recipientOf(world.t, campaignId, ADA);
    expect(await marketer.as.mutation(api.recipients.revokeInvite, { recipientId })).toEqual({
      revoked: false,
    });
  });
});

test("an exchange that fails half way accepts nothing, and the link still works", async () => {
  const { calls } = await withFault(Infinity, () => follow("bob@example.com"));
  const before = await counts(world.t);
  let failing = calls.length - 10;
  while ((await withFault(failing, () => follow())).result === null) {
    expect(await counts(world.t)).toEqual(before);
    expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeUndefined();
    failing++;
  }
  expect(failing).toBeGreaterThan(calls.length - 5);
  expect((await recipientOf(world.t, campaignId, ADA)).acceptedAt).toBeDefined();
  await runScheduled(world);
  await expectCountersToFit(world.t, campaignId);
});

test("somebody who accepts at the same time as others is counted", async () => {
  await Promise.all([follow(ADA), follow("bob@example.com")]);
  await runScheduled(world);
  const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
  expect(counts.accepted).toBe(2);
  await expectCountersToFit(world.t, campaignId);
});
