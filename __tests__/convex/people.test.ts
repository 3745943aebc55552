import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  ADMIN,
  type Person,
  personOf,
  proveSession,
  signIn,
  signInByMinting,
  tokenOf,
} from "./support/people";
import { DAY, advance, type World, runScheduled, start } from "./support/world";
import { links } from "./support/tables";

const ADA = "ada@example.com";
const GRACE = "grace@example.com";
const FIRST = { numItems: 10, cursor: null };

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

async function invite(email: string, role: "member" | "marketer" | "admin") {
  await admin.as.mutation(api.people.invite, { email, role });
  await runScheduled(world);
  return world.mail.lastTo(email.trim().toLowerCase());
}

const people = async (args: { search?: string; role?: "member" | "marketer" | "admin" } = {}) =>
  (await admin.as.query(api.people.list, { ...args, paginationOpts: FIRST })).page;

const roleOf = async (email: string) => (await people({ search: email }))[0]?.role;

const idOf = async (email: string) => (await people({ search: email }))[0]!.id;

const auditOf = async (subject: string) =>
  (await admin.as.query(api.audit.list, { subject, paginationOpts: FIRST })).page;

describe("an invite", () => {
  test("grants its role when it is followed, and not before; both are audited", async () => {
    const { token } = await invite(" Ada@Example.com", "marketer");
    expect(await roleOf(ADA)).toBeUndefined();
    expect(await followLink(world, token, await newBrowser())).toMatchObject({
      ok: true,
      redirectTo: "/admin",
    });
    expect(await roleOf(ADA)).toBe("marketer");
    const actions = (await auditOf(ADA)).map(({ action, actor }) => [action, actor]);
    expect(actions).toContainEqual(["member.invited", ADMIN]);
    expect(actions).toContainEqual(["role.changed", ADMIN]);
  });

  test("never lowers a role", async () => {
    const { token } = await invite(ADMIN, "member");
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: true });
    expect(await roleOf(ADMIN)).toBe("admin");
  });

  test("shows who sent it and which role it grants, before it is spent", async () => {
    const { token } = await invite(ADA, "admin");
    const minute = Math.floor(Date.now() / 60_000);
    expect(await world.t.query(api.loginLinks.peek, { token, minute })).toMatchObject({
      invitedBy: ADMIN,
      grantsRole: "admin",
    });
  });

  test("can be renewed without its role after it has expired", async () => {
    const { token } = await invite(ADA, "admin");
    advance(8 * DAY);
    const browser = await newBrowser();
    const client = { userAgent: null };
    await world.t.mutation(api.loginLinks.renew, { token, browserHash: browser.browserHash, client });
    await runScheduled(world);
    expect(await followLink(world, world.mail.lastTo(ADA).token, browser)).toMatchObject({ ok: true });
    await world.t.run(async ({ db }) => {
      const ada = (await db.query("members").collect()).find(({ email }) => email === ADA);
      expect(ada?.role).toBe("member");
    });
  });
});

describe("removing a person", () => {
  test("ends their role, their sessions and their open invite", async () => {
    const first = await invite(GRACE, "marketer");
    const exchanged = await followLink(world, first.token, await newBrowser());
    if (!exchanged.ok) throw new Error(exchanged.reason);
    const grace = personOf(world, exchanged.setCookies, await newBrowser());
    const unused = await invite(GRACE, "admin");
    await admin.as.mutation(api.people.remove, { memberId: await idOf(GRACE) });
    await expect(grace.as.query(api.sessions.list, {})).rejects.toThrow();
    expect(await roleOf(GRACE)).toBe("member");
    expect(await followLink(world, unused.token, await newBrowser())).toEqual({
      ok: false,
      reason: "revoked",
    });
  });

  test.each(["removed", "lowered to marketer"])(
    "ends the keys and links of an admin who is %s",
    async (how) => {
      const grace = await signInByMinting(world, GRACE);
      await proveSession(world, grace);
      await admin.as.mutation(api.people.setRole, { memberId: await idOf(GRACE), role: "admin" });
      const { key } = await grace.as.mutation(api.apiKeys.create, { name: "Grace's" });
      const { key: kept } = await admin.as.mutation(api.apiKeys.create, { name: "Admin's" });
      const { url } = await grace.as.mutation(api.loginLinks.create, {
        email: ADA,
        expiresInMinutes: 7 * 24 * 60,
      });
      await grace.as.mutation(api.people.invite, { email: "puppet@example.com", role: "admin" });
      await runScheduled(world);
      const memberId = await idOf(GRACE);
      if (how === "removed") await admin.as.mutation(api.people.remove, { memberId });
      else await admin.as.mutation(api.people.setRole, { memberId, role: "marketer" });
      const invite = world.mail.lastTo("puppet@example.com").token;
      for (const token of [tokenOf(url), invite])
        expect(await followLink(world, token, await newBrowser())).toEqual({ ok: false, reason: "revoked" });
      const link = { email: ADA };
      expect(await world.t.mutation(internal.apiKeys.mintLoginLink, { key, link })).toMatchObject({
        ok: false,
      });
      expect(await world.t.mutation(internal.apiKeys.mintLoginLink, { key: kept, link })).toMatchObject({
        ok: true,
      });
      expect((await auditOf("Grace's")).map(({ action }) => action)).toContain("apiKey.revoked");
    },
  );

  test("ends all links of an admin, in any number", async () => {
    const grace = await signInByMinting(world, GRACE);
    await proveSession(world, grace);
    await admin.as.mutation(api.people.setRole, { memberId: await idOf(GRACE), role: "admin" });
    for (let i = 0; i < 450; i++)
      await grace.as.mutation(api.loginLinks.create, { email: `person${i}@example.com` });
    await admin.as.mutation(api.people.remove, { memberId: await idOf(GRACE) });
    await runScheduled(world);
    const live = (await links(world.t)).filter(
      ({ mintedBy, revokedAt }) => mintedBy.kind === "user" && revokedAt === undefined,
    );
    expect(live).toEqual([]);
  });

  test("leaves other people signed in", async () => {
    await signInByMinting(world, GRACE);
    const ada = await signInByMinting(world, ADA);
    await admin.as.mutation(api.people.remove, { memberId: await idOf(GRACE) });
    expect(await ada.as.query(api.sessions.list, {})).toHaveLength(1);
  });
});

describe("the last admin", () => {
  test("cannot be demoted or removed until there is another", async () => {
    const memberId = await idOf(ADMIN);
    const refusal = "This is the only admin";
    await expect(admin.as.mutation(api.people.setRole, { memberId, role: "marketer" })).rejects.toThrow(
      refusal,
    );
    await expect(admin.as.mutation(api.people.remove, { memberId })).rejects.toThrow(refusal);
    await signInByMinting(world, ADA);
    await admin.as.mutation(api.people.setRole, { memberId: await idOf(ADA), role: "admin" });
    await admin.as.mutation(api.people.setRole, { memberId, role: "marketer" });
    await expect(people()).rejects.toThrow("Only admins can do this");
  });
});

test("the list can be filtered by role and by the beginning of an address, also together", async () => {
  await signInByMinting(world, ADA);
  await signInByMinting(world, GRACE);
  const emails = async (args: Parameters<typeof people>[0]) => (await people(args)).map(({ email }) => email);
  expect(await emails({})).toEqual([ADA, ADMIN, GRACE]);
  expect(await emails({ search: " AD" })).toEqual([ADA, ADMIN]);
  expect(await emails({ search: "ad", role: "member" })).toEqual([ADA]);
  expect((await people({ role: "admin" }))[0]).toMatchObject({ isYou: true, isNamedAdmin: true });
});

test("several filters of the audit log apply together", async () => {
  await world.t.mutation(internal.loginLinks.mint, { email: ADA });
  await admin.as.mutation(api.loginLinks.create, { email: ADA });
  const find = async (args: { actor?: string; action?: string; from?: number; to?: number }) =>
    (await admin.as.query(api.audit.list, { subject: ADA, ...args, paginationOpts: FIRST })).page;
  expect(await find({ action: "link.minted" })).toHaveLength(2);
  expect(await find({ action: "link.minted", actor: ADMIN })).toHaveLength(1);
  expect(await find({ action: "link.revoked", actor: ADMIN })).toEqual([]);
  expect(await find({ to: Date.now() - DAY })).toEqual([]);
});
