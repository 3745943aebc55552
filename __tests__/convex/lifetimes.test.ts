/** Each lifetime, one millisecond before its end and at its end. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { links as loginLinks } from "@/convex/model/links/links";
import { askAndRead, followLink, newBrowser, typeCode } from "./support/browser";
import { ADMIN, cookieHeader, signIn, tokenOf } from "./support/people";
import { DAY, setTime, MINUTE, NOW, type World, runScheduled, start } from "./support/world";
import { authRows, linkOf, links } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

describe("a link works until the millisecond before", () => {
  test("15 minutes have passed, if it is a sign-in link", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    const link = await linkOf(world.t, ADA);
    expect(link.expiresAt - link._creationTime).toBe(15 * MINUTE);
    await expectToEndAt(link.expiresAt, token);
  });

  test("15 minutes have passed, and so does its code", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    const { expiresAt } = await linkOf(world.t, ADA);
    setTime(expiresAt);
    expect(await typeCode(world, code!, browser)).toEqual({ ok: false, reason: "expired" });
    setTime(expiresAt - 1);
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true });
  });

  test.each([
    [undefined, 60],
    [5, 5],
    [7 * 24 * 60, 7 * 24 * 60],
  ])("expiresInMinutes %j has passed, if it is a minted link", async (expiresInMinutes, minutes) => {
    const minted = await world.t.mutation(internal.loginLinks.mint, { email: ADA, expiresInMinutes });
    expect(minted.expiresAt).toBe(NOW + minutes * MINUTE);
    await expectToEndAt(minted.expiresAt, tokenOf(minted.url));
  });

  test("the campaign's days have passed, if it is an invitation", async () => {
    const url = await world.t.run(async (ctx) => {
      const link = await loginLinks.create(ctx, {
        purpose: "invite",
        email: ADA,
        lifetime: 14 * DAY,
        verifiesEmail: true,
        mintedBy: { kind: "backend" },
      });
      return loginLinks.url(link);
    });
    await expectToEndAt(NOW + 14 * DAY, tokenOf(url));
  });

  /**
   * Tests the refusal first, because a successful exchange spends the link. Then sets the clock back by a millisecond.
   */
  async function expectToEndAt(end: number, token: string) {
    const browser = await newBrowser();
    setTime(end);
    expect(await followLink(world, token, browser)).toEqual({ ok: false, reason: "expired" });
    setTime(end - 1);
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  }
});

test("a session works until the millisecond before 30 days have passed", async () => {
  const { cookies, sessionId } = await signIn(world, ADA);
  expect(cookies["__Host-latchkey.session_token"]?.attributes).toContain(`Max-Age=${(30 * DAY) / 1_000}`);
  expect(sessionId).not.toBe("");
});

test("a session gives new JWTs for weeks, and none after it has expired", async () => {
  const { cookies } = await signIn(world, ADA);
  const askForJwt = () =>
    world.t.fetch("/api/auth/convex/token", { headers: { cookie: cookieHeader(cookies) } });
  setTime(NOW + 30 * DAY - MINUTE);
  expect((await askForJwt()).status).toBe(200);
  const [session] = await authRows(world.t, "session");
  expect(Number(session?.expiresAt) - Date.now()).toBeGreaterThan(29 * DAY);
  setTime(Number(session?.expiresAt) + 1);
  expect((await askForJwt()).status).toBe(401);
});

describe("the sweep", () => {
  const WEEK = 7 * DAY;

  test("keeps a link for exactly seven days after its end", async () => {
    await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    const { expiresAt } = await linkOf(world.t, ADA);
    setTime(expiresAt + WEEK);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await links(world.t)).toHaveLength(1);
    setTime(expiresAt + WEEK + 1);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await links(world.t)).toHaveLength(0);
  });

  test("processes 500 links at a time, until none is left", async () => {
    await addLinksEndedLongAgo(1_001);
    await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await links(world.t)).toHaveLength(502);
    await runScheduled(world, 300);
    expect((await links(world.t)).map(({ email }) => email)).toEqual([ADA]);
  });

  test("deletes the role grant of a link together with the link", async () => {
    const admin = await signIn(world, ADMIN);
    await admin.as.mutation(api.people.invite, { email: "grace@example.com", role: "marketer" });
    const grants = () => world.t.run(({ db }) => db.query("roleGrants").collect());
    expect(await grants()).toHaveLength(1);
    setTime(NOW + 2 * WEEK + MINUTE);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await grants()).toEqual([]);
  });

  test("makes the token of a deleted link unknown", async () => {
    const { url, expiresAt } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    setTime(expiresAt + WEEK + 1);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await followLink(world, tokenOf(url), await newBrowser())).toEqual({
      ok: false,
      reason: "unknown",
    });
  });

  async function addLinksEndedLongAgo(count: number) {
    await world.t.mutation(internal.loginLinks.mint, { email: "old@example.com" });
    const { _id, _creationTime, ...fields } = await linkOf(world.t, "old@example.com");
    await world.t.run(async ({ db }) => {
      await db.patch("loginLinks", _id, { expiresAt: NOW - WEEK - 1 });
      for (let i = 1; i < count; i++) {
        await db.insert("loginLinks", { ...fields, tokenHash: String(i), expiresAt: NOW - WEEK - 1 - i });
      }
    });
  }
});

test("a link that is swept before it is mailed is not mailed", async () => {
  const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
  await world.t.run(({ db }) => db.delete("loginLinks", linkId as Id<"loginLinks">));
  await runScheduled(world);
  expect(world.mail.mails).toHaveLength(0);
});

test("the state that peek returns depends on the minute that it is given", async () => {
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA, expiresInMinutes: 5 });
  const token = tokenOf(url);
  for (const [minutes, state] of [
    [4, "ready"],
    [5, "expired"],
  ] as const) {
    const minute = NOW / MINUTE + minutes;
    expect(await world.t.query(api.loginLinks.peek, { token, minute })).toMatchObject({ state });
  }
});
