/** The package in a small app: what its hooks receive, what its mail contains, and what its limits refuse. */
import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { GenericId } from "convex/values";
import {
  call,
  DAY,
  events,
  follow,
  issue,
  linksOf,
  mintedToken,
  MINUTE,
  newBrowser,
  NOW,
  peek,
  tokenOf,
  type,
  visitor,
  world,
  type World,
} from "./support/world.ts";
import { SITE } from "./support/owner.ts";

const ADA = "ada@example.com";
const minute = () => Math.floor(Date.now() / MINUTE);

let t: World;
beforeEach(async () => {
  t = await world("localInstall");
});

async function ask(email: string, browserHash: string) {
  return call(t, "request", { email, browserHash, client: await visitor("loginLinks:request") });
}

describe("asking for a link", () => {
  test("gives the same answer for every address, and schedules the rest", async () => {
    await follow(t, await mintedToken(t, ADA));
    const { browserHash } = await newBrowser();
    for (const email of [" ADA@example.com", "nobody@example.com"])
      expect(await ask(email, browserHash)).toEqual({ ok: true, cooldownSeconds: 60 });
    expect(await ask("no address", browserHash)).toEqual({ ok: false, reason: "invalid_email" });
    jest.advanceTimersByTime(1);
    await t.finishInProgressScheduledFunctions();
    expect(await events(t, "onRequest")).toMatchObject([{ email: ADA }, { email: "nobody@example.com" }]);
  });

  test("mails the link by its id; the letter contains its secrets, the same each time", async () => {
    const { browserHash } = await newBrowser();
    const letter = await issue(t, ADA, browserHash);
    const details = (await events(t, "mail"))[0]?.details as { linkId: GenericId<"loginLinks"> };
    expect(letter).toEqual({
      linkId: details.linkId,
      purpose: "sign-in",
      email: ADA,
      name: null,
      url: expect.stringMatching(`^${SITE}/login/callback\\?token=[\\w-]{43}$`),
      code: expect.stringMatching(/^\d{6}$/),
      expiresInMinutes: 15,
      next: "/notes",
      mintedBy: { kind: "visitor" },
      requestedFrom: { ipAddress: "10.1.1.1", userAgent: "Test" },
    });
    expect(await call(t, "letter", { linkId: details.linkId })).toEqual(letter);
    const stored = JSON.stringify(await t.run(({ db }) => db.query("loginLinks").collect()));
    expect(stored).not.toContain(tokenOf(letter!.url));
    expect(stored).not.toContain(`"${letter!.code}"`);
  });

  test("gives no letter once its link no longer works", async () => {
    const { browserHash } = await newBrowser();
    const letter = await issue(t, ADA, browserHash);
    jest.setSystemTime(NOW + 15 * MINUTE);
    expect(await call(t, "letter", { linkId: letter!.linkId })).toBeNull();
  });

  test("is limited to one a minute for each address", async () => {
    for (let i = 0; i < 2; i++) await issue(t, ADA, (await newBrowser()).browserHash);
    expect(await linksOf(t, ADA)).toHaveLength(1);
    jest.setSystemTime(NOW + MINUTE);
    await issue(t, ADA, (await newBrowser()).browserHash);
    expect(await linksOf(t, ADA)).toHaveLength(2);
  });

  test("mails nothing to a stranger who may not sign up, and no code works for their row", async () => {
    t = await world("localInstall", { signUp: () => "invite-only" });
    const browser = await newBrowser();
    const letter = await issue(t, ADA, browser.browserHash);
    expect(await events(t, "mail")).toEqual([]);
    expect(await events(t, "onRequest")).toMatchObject([
      { details: { notMailedBecause: "only invited people can sign up" } },
    ]);
    expect(await type(t, letter!.code!, browser)).toMatchObject({ ok: false, attemptsLeft: 4 });
  });

  test("shares one small limit for all unsigned calls", async () => {
    const { browserHash } = await newBrowser();
    const client = { userAgent: null };
    for (let i = 0; i < 30; i++)
      expect(await call(t, "request", { email: ADA, browserHash, client })).toMatchObject({ ok: true });
    expect(await call(t, "request", { email: ADA, browserHash, client })).toMatchObject({
      ok: false,
      reason: "rate_limited",
    });
    expect(await ask(ADA, browserHash)).toMatchObject({ ok: true });
  });
});

describe("a code", () => {
  test("signs in the browser that asked, and five wrong ones close it", async () => {
    const browser = await newBrowser();
    const letter = await issue(t, ADA, browser.browserHash);
    const wrong = letter!.code === "000000" ? "000001" : "000000";
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await type(t, wrong, browser)).toEqual({ ok: false, reason: "unknown", attemptsLeft });
    expect(await type(t, letter!.code!, browser)).toEqual({ ok: false, reason: "too_many_attempts" });
    expect(await follow(t, tokenOf(letter!.url), browser)).toMatchObject({ ok: true });
    expect(await events(t, "onExchange")).toMatchObject([
      { email: ADA, details: { isRequestingBrowser: true } },
    ]);
    expect(await events(t, "onRefused")).toHaveLength(6);
  });
});

describe("renewing", () => {
  test("mails a new link to replace an expired one, and passes both to the hook", async () => {
    const { browserHash } = await newBrowser();
    const first = await issue(t, ADA, browserHash);
    jest.setSystemTime(NOW + 20 * MINUTE);
    const client = await visitor("loginLinks:renew");
    expect(await call(t, "renew", { token: tokenOf(first!.url), browserHash, client })).toMatchObject({
      ok: true,
    });
    jest.advanceTimersByTime(1);
    await t.finishInProgressScheduledFunctions();
    const [, renewed] = await linksOf(t, ADA);
    expect(renewed).toMatchObject({ asksFirst: false, next: "/notes", purpose: "sign-in" });
    expect((await events(t, "onRequest")).at(-1)).toMatchObject({ details: { renews: first!.linkId } });
    expect(await follow(t, tokenOf(first!.url))).toEqual({ ok: false, reason: "revoked" });
  });

  test('answers only "unknown" for a token that is not in the table', async () => {
    const client = await visitor("loginLinks:renew");
    expect(await call(t, "renew", { token: "x", browserHash: "", client })).toEqual({
      ok: false,
      reason: "unknown",
    });
  });
});

describe("peek", () => {
  test("returns the fields of the owner's describe, and the address to a server only", async () => {
    const token = await mintedToken(t, ADA);
    expect(await peek(t, { token, minute: minute() })).toEqual({
      state: "ready",
      purpose: "minted",
      email: null,
      maskedEmail: "a•••@example.com",
      name: null,
      invitedBy: null,
      next: "/dashboard",
      isRequestingBrowser: false,
      codeElsewhere: null,
      viewer: "none",
      viewerEmail: null,
      motto: `Welcome, ${ADA}`,
    });
    expect(await peek(t, { token: "x", minute: minute() })).toEqual({ state: "unknown" });
  });

  test("counts a link whose maker has left as revoked, like exchange and letter", async () => {
    t = await world("localInstall", { isRevoked: async (_ctx, { email }) => email === ADA });
    const { url, linkId } = await call(t, "mint", { email: ADA });
    expect(await peek(t, { token: tokenOf(url), minute: minute() })).toMatchObject({ state: "revoked" });
    expect(await follow(t, tokenOf(url))).toEqual({ ok: false, reason: "revoked" });
    expect(await call(t, "letter", { linkId })).toBeNull();
    expect(await follow(t, await mintedToken(t, "bob@example.com"))).toMatchObject({ ok: true });
  });
});

test("a revoked link no longer works, and revoking it again changes nothing", async () => {
  const { url, linkId } = await call(t, "mint", { email: ADA });
  expect(await call(t, "revoke", { linkId })).toBe(true);
  expect(await call(t, "revoke", { linkId })).toBe(false);
  expect(await follow(t, tokenOf(url))).toEqual({ ok: false, reason: "revoked" });
});

test("the owner can choose the paths", async () => {
  t = await world("localInstall", { paths: { callback: "/auth/link", home: "/app", notPages: ["/auth"] } });
  const { url } = await call(t, "mint", { email: ADA, next: "/auth/link" });
  expect(new URL(url!).pathname).toBe("/auth/link");
  expect(await follow(t, tokenOf(url))).toMatchObject({ redirectTo: "/app" });
});

describe("the sweep", () => {
  test("deletes links a week after they are over, except those that the owner keeps", async () => {
    let keptUntil = NOW + 30 * DAY;
    t = await world("localInstall", {
      keepUntil: async (_ctx, links) =>
        new Map(links.flatMap(({ _id, email }) => (email === ADA ? [[_id, keptUntil]] : []))),
    });
    for (const email of [ADA, "bob@example.com"]) await call(t, "mint", { email });
    jest.setSystemTime(NOW + 7 * DAY);
    await call(t, "sweep");
    expect(await t.run(({ db }) => db.query("loginLinks").collect())).toHaveLength(2);
    jest.setSystemTime(NOW + 8 * DAY);
    await call(t, "sweep");
    expect(await linksOf(t, ADA)).toMatchObject([{ keptUntil }]);
    expect(await linksOf(t, "bob@example.com")).toEqual([]);
    jest.setSystemTime(keptUntil + 1);
    keptUntil = 0;
    await call(t, "sweep");
    expect(await linksOf(t, ADA)).toEqual([]);
  });
});
