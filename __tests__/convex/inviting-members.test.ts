/**
 * People who are members by the time their mail would be sent are not invited, neither by a campaign nor by a reminder.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  batchesOf,
  type CampaignId,
  draftFor,
  expectCountersToFit,
  expectMailedOnceWhoIsSent,
  launchTo,
  recipientRows,
  recipientOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { withFault } from "./support/faults";
import { requests } from "./support/mail";
import { type Person, signIn, signInByMinting } from "./support/people";
import { type World, SECOND, runScheduled, start } from "./support/world";
import { links } from "./support/tables";

/**
 * One request every five seconds: the first batch is sent at once, while the others are claimed and wait for a slot.
 */
const SLOW = { RESEND_REQUESTS_PER_SECOND: "0.2" };
const LATE = "reader150@example.com";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start(SLOW);
  marketer = await signInAs(world, "marketer");
});

const launch = (id: CampaignId) => marketer.as.mutation(api.campaigns.launch, { campaignId: id });
const invitesTo = (email: string) =>
  world.mail.mails.filter(({ to, subject }) => to === email && !subject.startsWith("Sign in"));

async function underWay(): Promise<void> {
  campaignId = await launchTo(marketer, 200);
  await runScheduled(world, 2 * SECOND);
  expect(await tally(world.t, campaignId)).toEqual({ sent: 100, claimed: 100 });
}

describe("a recipient who signs in on their own between claim and sending", () => {
  beforeEach(async () => {
    await underWay();
    await signIn(world, LATE);
    await runUntil(world, campaignId, "sent");
  });

  test("is skipped alone, and the link that was made for them does not work", async () => {
    expect(await tally(world.t, campaignId)).toEqual({ sent: 199, member: 1 });
    expect(invitesTo(LATE)).toEqual([]);
    const invite = (await links(world.t)).find(
      ({ email, purpose }) => email === LATE && purpose === "invite",
    );
    expect(invite?.revokedAt).toBeDefined();
  });

  test("is counted as a member, and found by the filter", async () => {
    const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    expect(counts).toMatchObject({ recipients: 200, sent: 199, member: 1 });
    await expectCountersToFit(world.t, campaignId);
    const { page } = await marketer.as.query(api.recipients.list, {
      campaignId,
      status: "member",
      paginationOpts: { numItems: 10, cursor: null },
    });
    expect(page).toMatchObject([{ email: LATE, status: "member", memberAt: expect.any(Number) }]);
  });
});

test("an account with an unverified address is invited, and the invite verifies it", async () => {
  campaignId = await draftFor(marketer, 3);
  await signInByMinting(world, "reader001@example.com");
  await launch(campaignId);
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ sent: 3 });
  await expectMailedOnceWhoIsSent(world, campaignId);
});

test("a campaign to members only ends without a request to the provider", async () => {
  campaignId = await draftFor(marketer, 2);
  for (const { email } of recipientRows(2)) await signIn(world, email);
  const before = (await requests()).length;
  await launch(campaignId);
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ member: 2 });
  expect(await requests()).toHaveLength(before);
  await expectCountersToFit(world.t, campaignId);
});

test("people who join while a batch waits for its retry are left out of it", async () => {
  world.mail.failures.push({ status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "30" } });
  campaignId = await launchTo(marketer, 5);
  await runScheduled(world, 2 * SECOND);
  await signIn(world, "reader003@example.com");
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ sent: 4, member: 1 });
  await expectCountersToFit(world.t, campaignId);
});

test("a reminder leaves out people who signed in on the login page instead of following their invite", async () => {
  campaignId = await launchTo(marketer, 3);
  await runUntil(world, campaignId, "sent");
  await signIn(world, "reader001@example.com");
  const reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId });
  await runScheduled(world, SECOND);
  await launch(reminderId);
  await runUntil(world, reminderId, "sent");
  expect(await tally(world.t, reminderId)).toEqual({ sent: 2, member: 1 });
  expect(invitesTo("reader001@example.com")).toHaveLength(1);
  await expectCountersToFit(world.t, reminderId);
  expect((await recipientOf(world.t, campaignId, "reader001@example.com")).status).toBe("sent");
});

describe("the number of queries to the account component", () => {
  /** How often the first batch calls the account component if this many of its 100 recipients have an account. */
  async function callsWith(members: number): Promise<number> {
    campaignId = await draftFor(marketer, 100);
    for (const { email } of recipientRows(members)) await signInByMinting(world, email);
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "sending" }));
    await world.t.run(({ db }) => db.insert("campaignTemplates", { campaignId, template: "{}" }));
    await world.t.mutation(internal.model.campaigns.batches.claim, { campaignId });
    const [batch] = await batchesOf(world.t, campaignId);
    const { calls, result } = await withFault(Infinity, () =>
      world.t.mutation(internal.model.campaigns.batches.begin, { batchId: batch!._id }),
    );
    expect(result?.recipients).toHaveLength(100);
    return calls.filter((op) => op === "1.0/runUdf").length;
  }

  test("is one for a batch, however many recipients have an account", async () => {
    expect(await callsWith(4)).toBe(1);
  });

  test("is zero if no recipient has an account", async () => {
    expect(await callsWith(0)).toBe(0);
  });
});
