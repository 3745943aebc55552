/** The list of people: search by name and by address, and the time when each person was last seen. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { cookieHeader, ADMIN, type Person, signIn, signInByMinting, tokenOf } from "./support/people";
import { followLink, newBrowser } from "./support/browser";
import { DAY, MINUTE, NOW, advance, type World, runScheduled, start } from "./support/world";

const ADA = "ada@example.com";
const GRACE = "grace@example.com";
const HOUR = 60 * MINUTE;

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

async function joins(email: string, name: string): Promise<void> {
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email, name });
  expect(await followLink(world, tokenOf(url), await newBrowser())).toMatchObject({ ok: true });
}

type Search = { search?: string; role?: "member" | "marketer" | "admin" };

const pageOf = (args: Search, numItems = 10, cursor: string | null = null) =>
  admin.as.query(api.people.list, { ...args, paginationOpts: { numItems, cursor } });

const found = async (search: string, role?: Search["role"]) =>
  (await pageOf({ search, ...(role && { role }) })).page.map(({ email }) => email);

const seen = async (email: string) => (await pageOf({ search: email })).page[0]?.lastSeenAt;

describe("searching by name", () => {
  test("each word of a new member's name finds them", async () => {
    await joins(ADA, "Ada King Lovelace");
    for (const typed of ["ADA", "king", "love", "lovelace ada"]) expect(await found(typed)).toEqual([ADA]);
    expect((await pageOf({ search: "love" })).page[0]).toMatchObject({
      email: ADA,
      name: "Ada King Lovelace",
    });
    expect(await found("byron")).toEqual([]);
  });

  test("after a change the new name finds them, and the old name does not", async () => {
    const ada = await signInByMinting(world, ADA);
    await ada.as.mutation(api.profile.update, { name: "Augusta Byron" });
    expect(await found("byron")).toEqual([ADA]);
    await ada.as.mutation(api.profile.update, { name: "Augusta King" });
    expect(await found("byron")).toEqual([]);
    expect(await found("king aug")).toEqual([ADA]);
  });

  test("a person whom several words match is listed once, also across pages", async () => {
    await joins(ADA, "Anna Anders");
    await joins("anton@example.com", "Anton Andersson");
    const first = await pageOf({ search: "an" }, 2);
    const second = await pageOf({ search: "an" }, 100, first.continueCursor);
    const emails = [...first.page, ...second.page].map(({ email }) => email);
    expect(emails.sort()).toEqual([ADA, "anton@example.com"]);
  });

  test("can be combined with a role", async () => {
    await joins(ADA, "Ada Lovelace");
    expect(await found("a", "admin")).toEqual([ADMIN]);
    expect(await found("lovelace", "admin")).toEqual([]);
    expect(await found("lovelace", "member")).toEqual([ADA]);
  });

  test("after a change of address the new address finds them, and the old one does not", async () => {
    const ada = await signIn(world, ADA);
    await ada.as.mutation(api.account.changeEmail, { email: "countess@example.org" });
    await runScheduled(world);
    const { text } = world.mail.lastTo("countess@example.org");
    const link = new URL(/http\S+account\/email\S+/.exec(text)![0]).searchParams;
    await world.t.mutation(api.accountLinks.followChange, {
      changeId: link.get("c")!,
      step: "confirm",
      signature: link.get("s")!,
    });
    expect(await found("countess")).toEqual(["countess@example.org"]);
    expect(await found(ADA)).toEqual([]);
  });

  test("no word finds an erased person", async () => {
    await joins(ADA, "Ada Lovelace");
    await world.t.run(async ({ db }) => {
      const ada = (await db.query("members").collect()).find(({ email }) => email === ADA);
      await db.patch("members", ada!._id, { deletionAt: Date.now() });
    });
    await world.t.mutation(internal.model.account.erasure.eraseDue, {});
    await runScheduled(world);
    expect(await found("lovelace")).toEqual([]);
    expect((await wordsLeft()).filter((word) => /ada|lovelace/.test(word))).toEqual([]);
    expect(await world.t.run(({ db }) => db.query("lastSeen").collect())).toHaveLength(1);
  });

  const wordsLeft = () =>
    world.t.run(async ({ db }) => (await db.query("memberWords").collect()).map(({ word }) => word));
});

describe("members from before the directory existed", () => {
  test("are added with their names, words and last use, in any number", async () => {
    await joins(ADA, "Ada Lovelace");
    await world.t.run(async ({ db }) => {
      for (const { _id } of await db.query("memberWords").collect()) await db.delete("memberWords", _id);
      for (const { _id } of await db.query("lastSeen").collect()) await db.delete("lastSeen", _id);
      for (const { _id } of await db.query("members").collect())
        await db.patch("members", _id, { name: undefined });
      for (let i = 0; i < 60; i++)
        await db.insert("members", { userId: `none${i}`, email: `none${i}@example.com`, role: "member" });
    });
    expect(await found("lovelace")).toEqual([]);
    await world.t.mutation(internal.model.people.completion.complete, {});
    await runScheduled(world);
    expect(await found("lovelace")).toEqual([ADA]);
    expect(await seen(ADA)).toBeGreaterThanOrEqual(NOW);
    expect((await pageOf({ search: "none" }, 100)).page).toHaveLength(60);
    expect(await seen("none1@example.com")).toBeNull();
  });
});

describe("the time when somebody was last seen", () => {
  test("is set at sign-in, at most once an hour", async () => {
    await signInByMinting(world, GRACE);
    const first = await seen(GRACE);
    expect(first).toBeGreaterThanOrEqual(NOW);
    advance(HOUR - MINUTE);
    await signInByMinting(world, GRACE);
    expect(await seen(GRACE)).toBe(first);
    advance(MINUTE);
    await signInByMinting(world, GRACE);
    expect(await seen(GRACE)).toBeGreaterThanOrEqual(first! + HOUR);
  });

  test("is updated when a session is extended, a day later", async () => {
    const grace = await signIn(world, GRACE);
    const first = await seen(GRACE);
    advance(DAY);
    const response = await world.t.fetch("/api/auth/get-session", {
      headers: { cookie: cookieHeader(grace.cookies) },
    });
    expect(response.status).toBe(200);
    expect(await seen(GRACE)).toBeGreaterThanOrEqual(first! + DAY);
  });

  test("is in the download of the person's data", async () => {
    const grace = await signIn(world, GRACE);
    const { account } = await grace.as.query(api.account.data, {});
    expect(account.lastSeenAt).toMatch(/^2026-11-23T/);
  });
});
