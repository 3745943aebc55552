/**
 * Addresses that the mail provider does not deliver to: which webhooks block an address, and how an admin unblocks it.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { askAndRead, newBrowser } from "./support/browser";
import { useUp } from "./support/limits";
import { ADMIN, type Person, signIn } from "./support/people";
import { auditEvents, linkOf } from "./support/tables";
import { tellOf } from "./support/webhooks";
import { advance, DAY, MINUTE, runScheduled, SECOND, start, type World } from "./support/world";

const ADA = "ada@example.com";

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

const page = (search?: string, numItems = 25, cursor: string | null = null) =>
  admin.as.query(api.blockedAddresses.list, { search, paginationOpts: { numItems, cursor } });
const blocked = async () => (await page()).page.map(({ email, reason }) => [email, reason]);
const rows = () => world.t.run(({ db }) => db.query("blockedAddresses").collect());

const HARD = { type: "Permanent", subType: "General", message: "550 user unknown" };
const SUPPRESSED = { type: "OnAccountSuppressionList", message: "It is on the list." };
const tell = (type: string, fields: Record<string, unknown> = {}, at = Date.now()) =>
  tellOf(world, { type, at, to: [ADA], id: `${type}-${at}-${Math.random()}`, ...fields });
const bounce = (at?: number) => tell("email.bounced", { bounce: HARD }, at);

describe("an address is blocked", () => {
  test.each([
    ["email.bounced", { bounce: HARD }, "bounced"],
    ["email.complained", {}, "complained"],
    ["email.suppressed", { suppressed: SUPPRESSED }, "suppressed"],
    ["suppression.added", { to: undefined, email: ADA, origin: "bounce" }, "bounced"],
    ["suppression.added", { to: undefined, email: ADA, origin: "complaint" }, "complained"],
    ["suppression.added", { to: undefined, email: ADA, origin: "manual" }, "manual"],
  ])("after %s with %j", async (type, fields, reason) => {
    await tell(type, fields);
    expect(await blocked()).toEqual([[ADA, reason]]);
    expect(await auditEvents(world.t, "address.blocked")).toMatchObject([
      { actor: { kind: "backend" }, subject: ADA, details: { reason } },
    ]);
  });

  test.each([
    ["email.bounced", { bounce: { ...HARD, type: "Transient" } }],
    ["email.bounced", { bounce: { ...HARD, type: "Undetermined" } }],
    ["email.delivered", {}],
    ["email.delivery_delayed", {}],
    ["email.failed", {}],
    ["email.complained", { to: ["nonsense", 7, null] }],
    ["suppression.removed", { to: undefined, email: ADA }],
  ])("but not after %s with %j", async (type, fields) => {
    await tell(type, fields);
    expect(await rows()).toEqual([]);
  });

  test("once, from the first event on, with the most telling reason", async () => {
    const at = Date.now();
    await tell("email.suppressed", { suppressed: SUPPRESSED }, at);
    await bounce(at - MINUTE);
    await bounce(at - MINUTE);
    await tell("email.complained", {}, at + SECOND);
    expect((await page()).page).toMatchObject([
      { email: ADA, reason: "bounced", at: at - MINUTE, details: HARD.message },
    ]);
    expect(await auditEvents(world.t, "address.blocked")).toHaveLength(1);
  });

  test("also if the mail has tags, as sign-in mail has", async () => {
    await askAndRead(world, ADA, await newBrowser());
    const { _id } = await linkOf(world.t, ADA);
    await tell("email.bounced", { bounce: HARD, tags: { link_id: _id } });
    expect(await blocked()).toEqual([[ADA, "bounced"]]);
    expect(await world.t.run(({ db }) => db.query("signInMails").collect())).toContainEqual(
      expect.objectContaining({ linkId: _id, bouncedAt: expect.any(Number) }),
    );
  });
});

test("the list comes in pages, and can be searched by the beginning of an address", async () => {
  for (const name of ["ada", "adam", "bob"]) await tell("email.complained", { to: [`${name}@example.com`] });
  const first = await page(undefined, 2);
  expect(first.page.map(({ email }) => email)).toEqual(["ada@example.com", "adam@example.com"]);
  expect((await page(undefined, 2, first.continueCursor)).page).toMatchObject([{ email: "bob@example.com" }]);
  expect((await page(" ADA@")).page.map(({ email }) => email)).toEqual(["ada@example.com"]);
});

describe("unblocking", () => {
  const idOf = async () => (await rows())[0]!._id;
  const unblock = async () =>
    admin.as.action(api.mail.unblocking.unblock, { blockedAddressId: await idOf() });

  beforeEach(async () => {
    await bounce();
    world.mail.suppressed?.add(ADA);
    advance(SECOND);
  });

  test("asks the provider to remove the address, and is audited", async () => {
    expect(await unblock()).toEqual({ ok: true });
    expect(world.mail.suppressed).toEqual(new Set());
    expect(await blocked()).toEqual([]);
    expect(await auditEvents(world.t, "address.unblocked")).toMatchObject([
      { actor: { email: ADMIN }, subject: ADA, details: { reason: "bounced" } },
    ]);
  });

  test("an address that the provider no longer lists removes it from our list", async () => {
    world.mail.suppressed?.clear();
    expect(await unblock()).toEqual({ ok: true });
    expect(await blocked()).toEqual([]);
  });

  test.each([
    ["the key may only send", () => world.mail.failures.push({ status: 401, name: "restricted_api_key" })],
    ["the provider has no such list", () => (world.mail.suppressed = null)],
  ])("has to be done by the admin if %s; the admin then records it", async (_what, setUp) => {
    setUp();
    expect(await unblock()).toEqual({ ok: false, reason: "by_hand" });
    expect(await blocked()).toEqual([[ADA, "bounced"]]);
    await admin.as.mutation(api.blockedAddresses.noteUnblocked, { blockedAddressId: await idOf() });
    expect(await blocked()).toEqual([]);
    expect(await auditEvents(world.t, "address.unblocked")).toMatchObject([{ actor: { email: ADMIN } }]);
  });

  test.each([
    { status: 500, name: "application_error" },
    { status: 429, name: "rate_limit_exceeded" },
    "cut",
  ] as const)("can be repeated after %j", async (failure) => {
    world.mail.failures.push(failure);
    expect(await unblock()).toEqual({ ok: false, reason: "no_answer" });
    expect(await blocked()).toEqual([[ADA, "bounced"]]);
    expect(await unblock()).toEqual({ ok: true });
  });

  test("is limited for each admin, and over the limit the provider is not asked", async () => {
    await useUp(world.t, "unblocksPerAdmin", admin.userId);
    expect(await unblock()).toMatchObject({ ok: false, reason: "rate_limited" });
    expect(world.mail.suppressed).toEqual(new Set([ADA]));
  });
});

describe("a block ends", () => {
  beforeEach(async () => {
    await bounce();
    advance(MINUTE);
  });

  test("when the provider says that the address left its list", async () => {
    await tell("suppression.removed", { to: undefined, email: ADA });
    expect(await blocked()).toEqual([]);
  });

  test("when a sign-in mail is delivered, unless it was delivered before the block", async () => {
    await askAndRead(world, ADA, await newBrowser());
    const tags = { link_id: (await linkOf(world.t, ADA))._id };
    await tell("email.delivered", { tags }, Date.now() - 2 * MINUTE);
    expect(await blocked()).toEqual([[ADA, "bounced"]]);
    await tell("email.delivered", { tags, id: "another" });
    expect(await blocked()).toEqual([]);
  });

  test("and an older event does not start it again, but a new event does", async () => {
    const end = Date.now();
    await tell("suppression.removed", { to: undefined, email: ADA }, end);
    await bounce(end - SECOND);
    expect(await blocked()).toEqual([]);
    await tell("email.complained", {}, end + SECOND);
    expect(await blocked()).toEqual([[ADA, "complained"]]);
  });

  test("and is deleted after a week, while other blocks stay", async () => {
    await tell("suppression.removed", { to: undefined, email: ADA });
    await tell("email.complained", { to: ["bob@example.com"] });
    advance(8 * DAY);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    expect((await rows()).map(({ email }) => email)).toEqual(["bob@example.com"]);
  });
});

test("a block is in the download of its owner's data, and is deleted with the account", async () => {
  const ada = await signIn(world, ADA);
  await bounce();
  expect(await ada.as.query(api.account.data, {})).toMatchObject({
    blocked: { reason: "bounced", until: null },
  });
  await ada.as.mutation(api.account.requestDeletion, {});
  advance(8 * DAY);
  await world.t.mutation(internal.model.account.erasure.eraseDue, {});
  await runScheduled(world);
  expect(await rows()).toEqual([]);
});
