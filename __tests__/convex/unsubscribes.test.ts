/**
 * The unsubscribe link in every campaign mail: opening it changes nothing, one click unsubscribes, another undoes it.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import {
  type CampaignId,
  expectCountersToFit,
  launchTo,
  recipientRows,
  recipientOf,
  runUntil,
  signInAs,
  unsubscribeLink,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, dump } from "./support/tables";
import { tell } from "./support/webhooks";

const ADA = "reader000@example.com";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
/** The data in the unsubscribe link of a mail: the recipient's id and a signature. */
let link: { recipient: string; signature: string };
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, 2);
  await runUntil(world, campaignId, "sent");
  const { headers } = world.mail.lastTo(ADA);
  const { searchParams } = new URL(headers["List-Unsubscribe"]!.slice(1, -1));
  link = { recipient: searchParams.get("r")!, signature: searchParams.get("s")! };
});

const peek = () => world.t.query(api.unsubscribes.peek, link);
const confirm = () => world.t.mutation(api.unsubscribes.confirm, link);
const undo = () => world.t.mutation(api.unsubscribes.undo, link);
const suppressions = () => world.t.run(({ db }) => db.query("suppressions").collect());

test("opening the page shows the masked address and changes nothing", async () => {
  const before = await dump(world.t);
  expect(await peek()).toEqual({ maskedEmail: "r•••@example.com", isSuppressed: false, canUndo: false });
  expect(await dump(world.t)).toEqual(before);
});

test("confirming suppresses the address, with the reason and the campaign, and is audited as an action of a visitor", async () => {
  expect(await confirm()).toEqual({ ok: true });
  expect(await suppressions()).toMatchObject([{ email: ADA, reason: "unsubscribed", campaignId }]);
  expect(await peek()).toMatchObject({ isSuppressed: true, canUndo: true });
  expect(await auditEvents(world.t, "suppression.added")).toMatchObject([
    { actorName: "visitor", subject: ADA, details: { reason: "unsubscribed" } },
  ]);
});

test("confirming again changes nothing more", async () => {
  await confirm();
  const { unsubscribedAt } = await recipientOf(world.t, campaignId, ADA);
  await runScheduled(world, 1_000);
  expect(await confirm()).toEqual({ ok: true });
  expect(await suppressions()).toHaveLength(1);
  expect((await recipientOf(world.t, campaignId, ADA)).unsubscribedAt).toBe(unsubscribedAt);
});

test("a person who unsubscribed is in no later campaign, whichever mail the link was in", async () => {
  await confirm();
  const next = await marketer.as.mutation(api.campaigns.create, {});
  const report = await marketer.as.mutation(api.recipients.add, { campaignId: next, rows: recipientRows(2) });
  expect(report).toEqual({ added: 1, rejected: [{ line: 1, value: ADA, reason: "suppressed" }] });
});

describe("a marketer sees unsubscribing", () => {
  const numberOf = async () =>
    (await marketer.as.query(api.campaigns.get, { campaignId }))!.counts.unsubscribed;
  const found = async (search = "") => {
    const paginationOpts = { numItems: 10, cursor: null };
    const args = { campaignId, status: "unsubscribed" as const, search, paginationOpts };
    return (await marketer.as.query(api.recipients.list, args)).page.map(({ email }) => email);
  };

  test("as a number that counts each person once", async () => {
    await confirm();
    await confirm();
    expect(await numberOf()).toBe(1);
    await expectCountersToFit(world.t, campaignId);
  });

  test("as a filter, newest first, that can be searched", async () => {
    await confirm();
    advance(1);
    const other = await recipientOf(world.t, campaignId, "reader001@example.com");
    await world.t.mutation(api.unsubscribes.confirm, await unsubscribeLink(other));
    expect(await found()).toEqual([other.email, ADA]);
    expect(await found("reader000")).toEqual([ADA]);
  });

  test("no longer after it was undone; undoing it twice does not change the number", async () => {
    await confirm();
    await undo();
    await undo();
    expect([await numberOf(), await found()]).toEqual([0, []]);
    await confirm();
    expect(await numberOf()).toBe(1);
    await expectCountersToFit(world.t, campaignId);
  });

  test("in the right campaign: undoing it with another campaign's link does not change that campaign's number", async () => {
    const otherId = await launchTo(marketer, 2);
    await runUntil(world, otherId, "sent");
    await confirm();
    const other = await unsubscribeLink(await recipientOf(world.t, otherId, ADA));
    expect(await world.t.mutation(api.unsubscribes.undo, other)).toEqual({ ok: true });
    await expectCountersToFit(world.t, otherId);
  });

  test("counted for everybody, even if all unsubscribe at once", async () => {
    const { _id } = await recipientOf(world.t, campaignId, "reader001@example.com");
    const other = await unsubscribeLink({ _id });
    await Promise.all([link, other].map((one) => world.t.mutation(api.unsubscribes.confirm, one)));
    expect(await numberOf()).toBe(2);
  });
});

describe("undoing an unsubscribe", () => {
  test("removes the suppression", async () => {
    await confirm();
    expect(await undo()).toEqual({ ok: true });
    expect(await suppressions()).toEqual([]);
    expect((await recipientOf(world.t, campaignId, ADA)).unsubscribedAt).toBeUndefined();
    expect(await undo()).toEqual({ ok: false });
  });

  test("removes only what the person did: a complaint and a marketer's entry stay", async () => {
    const { _id } = await recipientOf(world.t, campaignId, ADA);
    await tell(world, { type: "email.complained", recipientId: _id, at: Date.now() });
    await runScheduled(world);
    expect(await peek()).toMatchObject({ isSuppressed: true, canUndo: false });
    expect(await undo()).toEqual({ ok: false });
    expect(await suppressions()).toMatchObject([{ reason: "complained" }]);
  });
});

describe("a link that this site did not sign", () => {
  test.each<[string, (own: typeof link, other: typeof link) => typeof link]>([
    ["no signature", ({ recipient }) => ({ recipient, signature: "" })],
    ["noise", ({ recipient }) => ({ recipient, signature: "A".repeat(43) })],
    ["another's signature", ({ recipient }, { signature }) => ({ recipient, signature })],
    [
      "a signature cut short",
      ({ recipient, signature }) => ({ recipient, signature: signature.slice(0, -1) }),
    ],
    ["a signature in upper case", (own) => ({ ...own, signature: own.signature.toUpperCase() })],
    ["nobody's id", ({ signature }) => ({ recipient: "nobody", signature })],
  ])("%s shows nothing and does nothing", async (_, forge) => {
    const other = await unsubscribeLink(await recipientOf(world.t, campaignId, "reader001@example.com"));
    link = forge(link, other);
    expect(await peek()).toBeNull();
    expect(await confirm()).toEqual({ ok: false });
    expect(await undo()).toEqual({ ok: false });
    expect(await suppressions()).toEqual([]);
  });

  test("with an id of another table shows nothing and does nothing", async () => {
    link = { recipient: campaignId, signature: link.signature };
    expect(await peek()).toBeNull();
  });
});
