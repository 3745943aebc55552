/** Links made by backend code: `internal.loginLinks.mint`, and the admin page's `loginLinks.create`. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { PROFILE_FIELDS } from "@/lib/profile-fields";
import { askAndRead, followLink, newBrowser } from "./support/browser";
import { ADMIN, signIn, signInByMinting, tokenOf } from "./support/people";
import { MINUTE, NOW, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, authRows, counts, links, members } from "./support/tables";

const ADA = "ada@example.com";
const mint = internal.loginLinks.mint;

let world: World;
beforeEach(async () => {
  world = await start();
});

test("a minted link is returned to the caller, and not mailed", async () => {
  const { url, linkId, expiresAt } = await world.t.mutation(mint, { email: ADA });
  expect(url).toMatch(/^https:\/\/latchkey\.example\/login\/callback\?token=[\w-]{43}$/);
  expect(expiresAt).toBe(NOW + 60 * MINUTE);
  expect((await links(world.t))[0]).toMatchObject({
    _id: linkId,
    purpose: "minted",
    mintedBy: { kind: "backend" },
  });
  await runScheduled(world);
  expect(world.mail.mails).toHaveLength(0);
});

test("name, path and profile of a minted link are used at sign-in", async () => {
  const metadata = { company: "Analytical Engines", locale: "en-GB" };
  const fields = { email: ADA, name: " Ada Lovelace ", next: "/settings/profile", metadata };
  const { url } = await world.t.mutation(mint, fields);
  const result = await followLink(world, tokenOf(url), await newBrowser());
  expect(result).toMatchObject({ ok: true, redirectTo: "/settings/profile", isNewUser: true });
  expect((await authRows(world.t, "user"))[0]).toMatchObject({ email: ADA, name: "Ada Lovelace" });
  expect((await members(world.t))[0]).toMatchObject({ email: ADA, role: "member", profile: metadata });
});

test("a second minted link adds to the profile, and does not change the name", async () => {
  await signInByMinting(world, ADA);
  for (const metadata of [{ plan: "free", company: "A" }, { plan: "team" }] as Record<string, string>[]) {
    const { url } = await world.t.mutation(mint, { email: ADA, name: "Somebody else", metadata });
    await followLink(world, tokenOf(url), await newBrowser());
  }
  expect((await members(world.t))[0]).toMatchObject({ profile: { plan: "team", company: "A" } });
  expect((await authRows(world.t, "user"))[0]).toMatchObject({ name: "" });
});

test("a minted link is audited", async () => {
  const { linkId } = await world.t.mutation(mint, { email: ADA, expiresInMinutes: 5 });
  expect((await auditEvents(world.t, "link.minted"))[0]).toMatchObject({
    actor: { kind: "backend" },
    subject: ADA,
    details: { linkId, isMailed: false, lifetimeMinutes: 5 },
  });
});

describe("minting is refused with", () => {
  const tooMuch = { company: "x".repeat(2_048) };
  test.each<[string, Record<string, unknown>]>([
    ["a lifetime below 5 minutes", { expiresInMinutes: 4.99 }],
    ["a lifetime of zero", { expiresInMinutes: 0 }],
    ["a lifetime that is negative", { expiresInMinutes: -60 }],
    ["a lifetime above 7 days", { expiresInMinutes: 7 * 24 * 60 + 1 }],
    ["a lifetime that is not a number", { expiresInMinutes: NaN }],
    ["an endless lifetime", { expiresInMinutes: Infinity }],
    ["a profile field that is not on the list", { metadata: { role: "admin" } }],
    ["a profile field with the name of a built-in property", { metadata: { constructor: "x" } }],
    ["a profile of more than 2 KiB", { metadata: tooMuch }],
    ["an invalid address", { email: "ada" }],
  ])("%s", async (_, fields) => {
    await expect(world.t.mutation(mint, { email: ADA, ...fields })).rejects.toMatchObject({
      data: { code: "invalid" },
    });
    expect(await links(world.t)).toHaveLength(0);
  });
});

test("a profile may have every field of the list, up to 2 KiB to the byte", async () => {
  const empty = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, ""]));
  const room = 2_048 - JSON.stringify(empty).length;
  const metadata = { ...empty, company: "x".repeat(room) };
  await world.t.mutation(mint, { email: ADA, metadata });
  const tooMuch = { ...metadata, company: "é".repeat(room) };
  await expect(world.t.mutation(mint, { email: ADA, metadata: tooMuch })).rejects.toThrow("2048 bytes");
});

test("a path that is not on this site becomes the dashboard", async () => {
  for (const next of ["https://evil.example", "//evil.example", "javascript:alert(1)", "/api/auth/x", ""]) {
    await world.t.mutation(mint, { email: ADA, next });
  }
  expect(new Set((await links(world.t)).map(({ next }) => next))).toEqual(new Set(["/dashboard"]));
});

describe("a minted link that we mail", () => {
  test("is only in the mail, and not returned to the caller", async () => {
    const { url } = await world.t.mutation(mint, { email: ADA, deliver: true });
    expect(url).toBeNull();
    await runScheduled(world);
    const mail = world.mail.lastTo(ADA);
    expect(mail.code).toBeNull();
    expect(await followLink(world, mail.token, await newBrowser())).toMatchObject({ ok: true });
    expect((await authRows(world.t, "user"))[0]).toMatchObject({ emailVerified: true });
  });
});

describe("a minted link that we do not mail", () => {
  test("does not verify the address", async () => {
    await signInByMinting(world, ADA);
    expect((await authRows(world.t, "user"))[0]).toMatchObject({ emailVerified: false });
  });

  test("makes nobody an admin, even if ADMIN_EMAILS names the address", async () => {
    const { as } = await signInByMinting(world, ADMIN);
    expect((await members(world.t))[0]).toMatchObject({ email: ADMIN, role: "member" });
    await expect(as.query(api.apiKeys.list, {})).rejects.toMatchObject({ data: { code: "forbidden" } });
  });

  test("leads to an admin once the address is verified, in any spelling of ADMIN_EMAILS", async () => {
    world = await start({ ADMIN_EMAILS: "other@example.com, ADMIN@Example.com" });
    await signInByMinting(world, ADMIN);
    const { as } = await signIn(world, ADMIN);
    expect((await members(world.t))[0]).toMatchObject({ email: ADMIN, role: "admin" });
    expect(await as.query(api.apiKeys.list, {})).toEqual([]);
  });

  test("begins a session that ends when the address is verified; other people's sessions stay", async () => {
    const before = await signInByMinting(world, ADA);
    const bob = await signInByMinting(world, "bob@example.com");
    const after = await signIn(world, ADA);
    expect(after.userId).toBe(before.userId);
    expect(await before.as.query(api.users.current, {})).toBeNull();
    expect(await after.as.query(api.users.current, {})).toMatchObject({ email: ADA, emailVerified: true });
    expect(await bob.as.query(api.users.current, {})).toMatchObject({ email: "bob@example.com" });
  });

  test("changes neither sessions nor name of somebody whose address is verified", async () => {
    const before = await signIn(world, ADA);
    await before.as.mutation(api.profile.update, { name: "Ada" });
    advance(MINUTE);
    const { token } = await askAndRead(world, ADA, await newBrowser());
    await followLink(world, token, await newBrowser());
    await signInByMinting(world, ADA);
    expect(await before.as.query(api.users.current, {})).toMatchObject({ name: "Ada", emailVerified: true });
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 3, members: 1 });
  });
});

describe("the admin page", () => {
  test("makes a link in the admin's name", async () => {
    const admin = await signIn(world, ADMIN);
    const { url } = await admin.as.mutation(api.loginLinks.create, { email: ADA });
    expect(await followLink(world, tokenOf(url), await newBrowser())).toMatchObject({ ok: true });
    const [event] = await auditEvents(world.t, "link.minted");
    expect(event).toMatchObject({ actor: { kind: "user", email: ADMIN }, subject: ADA });
  });

  test("lists minted links with their state, and without their secrets", async () => {
    const admin = await signIn(world, ADMIN);
    const used = await world.t.mutation(mint, { email: ADA });
    await followLink(world, tokenOf(used.url), await newBrowser());
    await world.t.mutation(mint, { email: "bob@example.com" });
    await world.t.mutation(mint, { email: "bob@example.com", expiresInMinutes: 5 });
    const paginationOpts = { numItems: 10, cursor: null };
    const { page } = await admin.as.query(api.loginLinks.list, {
      paginationOpts,
      minute: Math.ceil(Date.now() / MINUTE) + 5,
    });
    expect(page.map(({ email, state }) => [email, state])).toEqual([
      ["bob@example.com", "expired"],
      ["bob@example.com", "revoked"],
      [ADA, "used"],
    ]);
    const shown = JSON.stringify(page);
    for (const { seed, tokenHash } of await links(world.t)) {
      expect(shown).not.toContain(seed);
      expect(shown).not.toContain(tokenHash);
    }
  });
});
