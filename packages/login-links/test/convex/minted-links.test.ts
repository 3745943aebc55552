/** `throughAuth` and `localInstall`, the two ways to begin a session, must behave the same. */
import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import { decodeJwt } from "jose";
import {
  authRows,
  call,
  counts,
  DAY,
  ensureKey,
  follow,
  inAuth,
  issue,
  linksOf,
  mintedToken,
  MINUTE,
  newBrowser,
  peek,
  SECOND,
  tokenOf,
  withoutKeyGeneration,
  world,
  type World,
} from "./support/world.ts";
import { WAYS } from "./support/owner.ts";

const ADA = "ada@example.com";

describe.each(WAYS)("%s", (way) => {
  let t: World;
  beforeEach(async () => {
    t = await world(way);
  });

  async function arrive(token: string, browser?: { attempt: string; browserHash: string }) {
    const result = await follow(t, token, browser);
    if (!result.ok) throw new Error(`refused: ${result.reason}`);
    const jwt = result.setCookies.find((cookie) => cookie.includes("convex_jwt="))!;
    const claims = decodeJwt(jwt.slice(jwt.indexOf("=") + 1, jwt.indexOf(";")));
    return { ...result, userId: claims.sub, sessionId: claims["sessionId"] as string };
  }

  test("gives a new user one account, one session and its two cookies", async () => {
    const result = await arrive(await mintedToken(t, ADA, { name: "Ada", next: "/notes" }));
    expect(result).toMatchObject({ ok: true, isNewUser: true, redirectTo: "/notes" });
    expect(result.setCookies).toHaveLength(2);
    expect(result.setCookies[0]).toMatch(/session_token=.*HttpOnly/i);
    expect(await counts(t)).toEqual({ users: 1, sessions: 1, arrivals: 1, usableLinks: 0 });
    const [user] = await authRows(t, "user");
    expect(user).toMatchObject({ email: ADA, name: "Ada", emailVerified: false });
    const [session] = await authRows(t, "session");
    expect(session).toMatchObject({ userId: user!["_id"], userAgent: "Mozilla/5.0 Test" });
    expect(session!["ipAddress"]).toMatch(/^10\.0\./);
    expect(result).toMatchObject({ userId: user!["_id"], sessionId: session!["_id"] });
  });

  test("verifies the address if it was mailed, and not if it was returned", async () => {
    const { browserHash, attempt } = await newBrowser();
    const letter = await issue(t, ADA, browserHash);
    await arrive(tokenOf(letter!.url), { attempt, browserHash });
    await arrive(await mintedToken(t, "bob@example.com"));
    expect(await authRows(t, "user")).toMatchObject([
      { email: ADA, emailVerified: true },
      { email: "bob@example.com", emailVerified: false },
    ]);
  });

  test("gives an existing user another session of the same account", async () => {
    const first = await arrive(await mintedToken(t, ADA));
    const second = await arrive(await mintedToken(t, ADA));
    expect(second).toMatchObject({ isNewUser: false, userId: first.userId });
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await counts(t)).toEqual({ users: 1, sessions: 2, arrivals: 2, usableLinks: 0 });
  });

  describe("an account whose address was never verified", () => {
    let userId: string;
    beforeEach(async () => {
      userId = (await arrive(await mintedToken(t, ADA))).userId!;
      const account = { accountId: "1", providerId: "github", userId, createdAt: 0, updatedAt: 0 };
      await inAuth(t, ({ db }) => db.insert("account", account as never));
    });

    test("loses its earlier sessions and accounts when it is verified", async () => {
      const { browserHash } = await newBrowser();
      const { sessionId } = await arrive(tokenOf((await issue(t, ADA, browserHash))!.url));
      expect(await authRows(t, "session")).toMatchObject([{ _id: sessionId, userId }]);
      expect(await authRows(t, "account")).toEqual([]);
      expect(await authRows(t, "user")).toMatchObject([{ emailVerified: true }]);
    });

    test("keeps them if the link does not verify it", async () => {
      await arrive(await mintedToken(t, ADA));
      expect(await authRows(t, "session")).toHaveLength(2);
      expect(await authRows(t, "account")).toHaveLength(1);
      expect(await authRows(t, "user")).toMatchObject([{ emailVerified: false }]);
    });
  });

  describe("a lost answer", () => {
    test("is repeated for the same attempt, with the same session", async () => {
      const token = await mintedToken(t, ADA);
      const browser = await newBrowser();
      const first = await arrive(token, browser);
      jest.setSystemTime(Date.now() + 30 * SECOND);
      const again = await arrive(token, browser);
      expect(again).toMatchObject({ isNewUser: false, sessionId: first.sessionId, userId: first.userId });
      expect(again.setCookies).toHaveLength(2);
      expect(await counts(t)).toMatchObject({ users: 1, sessions: 1, arrivals: 1 });
    });

    test("is not repeated for another attempt, nor after two minutes", async () => {
      const token = await mintedToken(t, ADA);
      const browser = await newBrowser();
      await arrive(token, browser);
      expect(await follow(t, token)).toEqual({ ok: false, reason: "used" });
      jest.setSystemTime(Date.now() + 2 * MINUTE);
      expect(await follow(t, token, browser)).toEqual({ ok: false, reason: "used" });
    });

    test("does not restore a session that was ended", async () => {
      const token = await mintedToken(t, ADA);
      const browser = await newBrowser();
      const { sessionId } = await arrive(token, browser);
      await inAuth(t, ({ db }) => db.delete(sessionId as never));
      expect(await follow(t, token, browser)).toEqual({ ok: false, reason: "used" });
    });
  });

  test("gives one user and 20 sessions for 20 links of one new address at once", async () => {
    const tokens: string[] = [];
    for (let i = 0; i < 20; i++) tokens.push(await mintedToken(t, ADA));
    // A new link revokes the older links of its address, so this makes each of them valid again.
    await t.run(async ({ db }) => {
      for (const { _id } of await db.query("loginLinks").collect())
        await db.patch("loginLinks", _id, { revokedAt: undefined });
    });
    const results = await Promise.all(tokens.map((token) => follow(t, token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(results.filter((result) => result.ok && result.isNewUser)).toHaveLength(1);
    expect(await counts(t)).toEqual({ users: 1, sessions: 20, arrivals: 20, usableLinks: 0 });
  });

  test("gives one session and 19 refusals if it is followed 20 times at once", async () => {
    const token = await mintedToken(t, ADA);
    const results = await Promise.all(Array.from({ length: 20 }, () => follow(t, token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await counts(t)).toMatchObject({ users: 1, sessions: 1, arrivals: 1 });
  });

  test("rolls back user and session if a hook throws, and can still be used", async () => {
    let isBroken = true;
    t = await world(way, {
      onExchange: async () => {
        if (isBroken) throw new Error("The owner's hook is broken");
      },
    });
    const token = await mintedToken(t, ADA);
    await expect(follow(t, token)).rejects.toThrow("The owner's hook is broken");
    expect(await counts(t)).toMatchObject({ users: 0, sessions: 0, usableLinks: 1 });
    isBroken = false;
    expect(await follow(t, token)).toMatchObject({ ok: true, isNewUser: true });
  });

  test("is refused for a banned user with the hook's error, and works after the ban is lifted", async () => {
    await arrive(await mintedToken(t, ADA));
    const ban = await t.run(({ db }) => db.insert("banned", { email: ADA }));
    const token = await mintedToken(t, ADA);
    await expect(follow(t, token)).rejects.toMatchObject({
      data: expect.objectContaining({ code: "banned" }),
    });
    expect(await counts(t)).toEqual({ users: 1, sessions: 1, arrivals: 1, usableLinks: 1 });
    await t.run(({ db }) => db.delete("banned", ban));
    expect(await follow(t, token)).toMatchObject({ ok: true, isNewUser: false });
  });

  test("throws without a signing key and can still be used; ensureKey makes one", async () => {
    t = await world(way, {}, { hasKey: false });
    const token = await mintedToken(t, ADA);
    const following = withoutKeyGeneration(() => follow(t, token));
    await expect(following).rejects.toThrow("No JWT could be signed");
    expect(await counts(t)).toMatchObject({ users: 0, sessions: 0, usableLinks: 1 });
    await ensureKey(t);
    await ensureKey(t);
    expect(await authRows(t, "jwks")).toHaveLength(1);
    expect(await follow(t, token)).toMatchObject({ ok: true });
  });

  test("shows in peek who is signed in, as long as their session lasts", async () => {
    const { userId, sessionId } = await arrive(await mintedToken(t, ADA));
    const as = t.withIdentity({ subject: userId!, sessionId });
    const look = async (email: string) => {
      const { url } = await call(t, "mint", { email });
      return peek(as, { token: tokenOf(url), minute: Math.floor(Date.now() / MINUTE) });
    };
    expect(await look(ADA)).toMatchObject({ viewer: "same", viewerEmail: ADA });
    expect(await look("bob@example.com")).toMatchObject({ viewer: "other", viewerEmail: ADA });
    await inAuth(t, ({ db }) => db.delete(sessionId as never));
    expect(await look(ADA)).toMatchObject({ viewer: "none", viewerEmail: null });
  });

  test("does not count a person with an account as a stranger", async () => {
    t = await world(way, { signUp: () => "invite-only" });
    await arrive(await mintedToken(t, ADA));
    for (const email of [ADA, "bob@example.com"]) await issue(t, email, (await newBrowser()).browserHash);
    expect((await linksOf(t, ADA)).at(-1)).toMatchObject({ isDecoy: false, isOfAccount: true });
    expect(await linksOf(t, "bob@example.com")).toMatchObject([{ isDecoy: true, isOfAccount: false }]);
  });

  test("gives a session that lasts as long as Better Auth's settings say", async () => {
    await arrive(await mintedToken(t, ADA));
    const [session] = await authRows(t, "session");
    const days = way === "throughAuth" ? 7 : 30;
    expect(Number(session!["expiresAt"]) - Date.now()).toBe(days * DAY);
  });
});
