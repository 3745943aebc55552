/** What each role may do, how roles are given and removed, and colleagues who are invited with a role. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/roles";
import { followLink, newBrowser } from "./support/browser";
import { signInAs } from "./support/campaigns";
import { ADMIN, type Person, signIn, signInByMinting } from "./support/people";
import { DAY, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, authRows, members } from "./support/tables";

const CY = "cy@example.com";

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

const memberOf = async (email: string) => (await members(world.t)).find((one) => one.email === email)!;
const roleOf = async (email: string) => (await memberOf(email)).role;
const setRole = async (email: string, role: Role, by = admin) =>
  by.as.mutation(api.people.setRole, { memberId: (await memberOf(email))._id, role });
const remove = async (email: string, by = admin) =>
  by.as.mutation(api.people.remove, { memberId: (await memberOf(email))._id });
const paginationOpts = { numItems: 100, cursor: null };

describe("a role", () => {
  test("applies from the next call on, when it is granted and when it is taken away", async () => {
    const cy = await signInByMinting(world, CY);
    const list = () => cy.as.query(api.campaignList.list, { paginationOpts });
    await expect(list()).rejects.toMatchObject({ data: { code: "forbidden" } });
    await setRole(CY, "marketer");
    expect((await list()).page).toEqual([]);
    await setRole(CY, "member");
    await expect(list()).rejects.toMatchObject({ data: { code: "forbidden" } });
  });

  test("is audited with who changed it, for whom, from what to what; granting the same role again does nothing", async () => {
    await signInByMinting(world, CY);
    const before = (await auditEvents(world.t, "role.changed")).length;
    await setRole(CY, "marketer");
    await setRole(CY, "marketer");
    expect((await auditEvents(world.t, "role.changed")).slice(before)).toMatchObject([
      { actorName: ADMIN, subject: CY, details: { from: "member", to: "marketer" } },
    ]);
  });
});

describe("the last admin", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["cannot become a marketer", () => setRole(ADMIN, "marketer")],
    ["cannot become a member", () => setRole(ADMIN, "member")],
    ["cannot be removed", () => remove(ADMIN)],
  ])("%s", async (_, act) => {
    await expect(act()).rejects.toMatchObject({ data: { code: "conflict" } });
    expect(await roleOf(ADMIN)).toBe("admin");
  });

  test("stays admin when two remove each other's role at once", async () => {
    const cy = await signInAs(world, "admin", CY);
    const outcomes = await Promise.allSettled([setRole(CY, "member"), setRole(ADMIN, "member", cy)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await members(world.t)).filter(({ role }) => role === "admin")).toHaveLength(1);
  });

  test("may be demoted once there is another", async () => {
    const cy = await signInAs(world, "admin", CY);
    await setRole(ADMIN, "member");
    await expect(setRole(CY, "member", cy)).rejects.toMatchObject({ data: { code: "conflict" } });
  });
});

describe("a removed person", () => {
  test("loses the role and all sessions at once; other people keep theirs", async () => {
    const cy = await signInAs(world, "marketer", CY);
    await signInByMinting(world, CY);
    await remove(CY);
    expect(await roleOf(CY)).toBe("member");
    expect(await cy.as.query(api.users.current, {})).toBeNull();
    const sessions = await authRows(world.t, "session");
    expect(sessions.map(({ userId }) => userId)).toEqual([admin.userId]);
    expect(await auditEvents(world.t, "member.removed")).toMatchObject([
      { actorName: ADMIN, subject: CY, details: { role: "marketer" } },
    ]);
  });

  test("may sign in again, as a member", async () => {
    await signInAs(world, "marketer", CY);
    await remove(CY);
    const cy = await signInByMinting(world, CY);
    expect(await cy.as.query(api.users.current, {})).toMatchObject({ role: "member" });
  });
});

describe("an invited colleague", () => {
  const invite = async (role: Role, email = CY) => {
    await admin.as.mutation(api.people.invite, { email, role });
    await runScheduled(world);
    return followLink(world, world.mail.lastTo(CY).token, await newBrowser());
  };

  test.each<[Role, string]>([
    ["member", "/dashboard"],
    ["marketer", "/admin"],
    ["admin", "/admin"],
  ])("becomes a %s by following the link, and is led to %s", async (role, next) => {
    expect(await invite(role, " Cy@Example.com")).toMatchObject({ ok: true, redirectTo: next });
    expect(await roleOf(CY)).toBe(role);
    expect(await auditEvents(world.t, "member.invited")).toMatchObject([
      { actorName: ADMIN, subject: CY, details: { role } },
    ]);
  });

  test("has no role before", async () => {
    await admin.as.mutation(api.people.invite, { email: CY, role: "admin" });
    await runScheduled(world);
    expect((await members(world.t)).map(({ email }) => email)).toEqual([ADMIN]);
  });

  test.each<[Role, Role]>([
    ["admin", "marketer"],
    ["admin", "member"],
    ["marketer", "member"],
  ])("who is %s already is not made a %s", async (has, invited) => {
    await signInAs(world, has, CY);
    expect(await invite(invited)).toMatchObject({ ok: true });
    expect(await roleOf(CY)).toBe(has);
  });

  test("has a week to follow the link", async () => {
    await admin.as.mutation(api.people.invite, { email: CY, role: "admin" });
    await runScheduled(world);
    advance(7 * DAY + MINUTE);
    const { token } = world.mail.lastTo(CY);
    expect(await followLink(world, token, await newBrowser())).toEqual({ ok: false, reason: "expired" });
  });

  test.each(["", "cy", "cy@"])("must have an address: %j", async (email) => {
    const invited = admin.as.mutation(api.people.invite, { email, role: "member" });
    await expect(invited).rejects.toMatchObject({ data: { code: "invalid" } });
  });
});

describe("the list", () => {
  beforeEach(async () => {
    for (const [email, role] of [
      ["zoe@example.com", "marketer"],
      ["ann@example.com", "member"],
    ] as const)
      await signInAs(world, role, email);
  });

  const list = (filter: { search?: string; role?: Role }) =>
    admin.as.query(api.people.list, { ...filter, paginationOpts });

  test.each<[{ search?: string; role?: Role }, string[]]>([
    [{}, [ADMIN, "ann@example.com", "zoe@example.com"]],
    [{ search: "A" }, [ADMIN, "ann@example.com"]],
    [{ role: "marketer" }, ["zoe@example.com"]],
    [{ role: "member", search: "z" }, []],
  ])("for %j", async (filter, emails) => {
    expect((await list(filter)).page.map(({ email }) => email)).toEqual(emails);
  });

  test("marks the viewer, and people whom ADMIN_EMAILS makes admins", async () => {
    const { page } = await list({});
    expect(page.map(({ isYou, isNamedAdmin }) => [isYou, isNamedAdmin])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
  });
});
