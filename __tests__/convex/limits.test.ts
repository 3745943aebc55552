import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { ask, askAndRead, followLink, newBrowser, newIp } from "./support/browser";
import { withBrokenComponent } from "./support/faults";
import { goTo, MINUTE, NOW, pass, type Scene, SECOND, settle, start } from "./support/scene";
import { links } from "./support/tables";

const ADA = "ada@example.com";
const PROMISE = { ok: true, cooldownSeconds: 60 };
const IP = "203.0.113.9";

let scene: Scene;
beforeEach(async () => {
  scene = await start();
});

/** Addresses that nobody has asked for, so that only limits by caller count. */
const someone = (i: number) => `person${i}@example.com`;

describe("links for one address", () => {
  test("one a minute: the same answer again, one mail", async () => {
    for (let i = 0; i < 3; i++) expect(await ask(scene, ADA, await newBrowser())).toEqual(PROMISE);
    await settle(scene);
    expect(scene.mail.mails).toHaveLength(1);
  });

  test("the minute is over to the millisecond, and asking meanwhile does not prolong it", async () => {
    await issueAt(NOW);
    await issueAt(NOW + 30 * SECOND);
    await issueAt(NOW + MINUTE - 1);
    expect(await links(scene.t)).toHaveLength(1);
    await issueAt(NOW + MINUTE);
    expect(await links(scene.t)).toHaveLength(2);
  });

  test("three in a row, and then one each 200 seconds", async () => {
    for (const minute of [0, 1, 2, 3]) await issueAt(NOW + minute * MINUTE);
    expect(await links(scene.t)).toHaveLength(3);
    await issueAt(NOW + 4 * MINUTE);
    expect(await links(scene.t)).toHaveLength(4);
    await issueAt(NOW + 5 * MINUTE);
    await issueAt(NOW + 6 * MINUTE);
    expect(await links(scene.t)).toHaveLength(4);
  });

  test("twenty a day, however patiently they are asked for", async () => {
    for (let i = 0; i < 30; i++) await issueAt(NOW + i * 4 * MINUTE);
    // Two hours bring back one and two thirds.
    expect(await links(scene.t)).toHaveLength(21);
  });

  test("are counted by the address as it is stored, and apart from others", async () => {
    for (const email of [ADA, " ADA@Example.com ", "bob@example.com"])
      await ask(scene, email, await newBrowser());
    await settle(scene);
    expect(scene.mail.mails.map(({ to }) => to).sort()).toEqual([ADA, "bob@example.com"]);
  });

  /** What asking schedules, at this very millisecond. */
  async function issueAt(time: number) {
    goTo(time);
    await scene.t.mutation(internal.loginLinks.issue, {
      email: ADA,
      browserHash: (await newBrowser()).browserHash,
      requestedFrom: { ipAddress: null, userAgent: null },
    });
  }
});

describe("links from one caller", () => {
  test("20 in ten minutes; then a refusal that says how long to wait", async () => {
    for (let i = 0; i < 20; i++) expect(await askFrom(IP, i)).toEqual(PROMISE);
    const refusal = { ok: false, reason: "rate_limited", retryAfterSeconds: 30 };
    expect(await askFrom(IP, 20)).toEqual(refusal);
    expect(await askFrom("203.0.113.10", 20)).toEqual(PROMISE);
    pass(30 * SECOND - 1);
    expect(await askFrom(IP, 21)).toMatchObject({ ok: false });
    pass(1);
    expect(await askFrom(IP, 21)).toEqual(PROMISE);
  });

  test("over the limit use up nobody else's", async () => {
    for (let i = 0; i < 300; i++) await askFrom(IP, i);
    expect(await askFrom("203.0.113.10", 300)).toEqual(PROMISE);
  });

  test("whose address nobody knows count as one caller", async () => {
    const browser = await newBrowser();
    const args = { browserHash: browser.browserHash, client: { userAgent: null } };
    const answers = [];
    for (let i = 0; i < 21; i++)
      answers.push(await scene.t.mutation(api.loginLinks.request, { ...args, email: someone(i) }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
  });

  async function askFrom(ip: string, i: number) {
    return ask(scene, someone(i), await newBrowser(), { ip });
  }
});

test("links in all: 200 a minute, from however many callers", async () => {
  const browser = await newBrowser();
  const answers = [];
  for (let i = 0; i < 201; i++) answers.push(await ask(scene, someone(i), browser));
  expect(answers.slice(0, 200)).toEqual(Array(200).fill(PROMISE));
  expect(answers[200]).toMatchObject({ ok: false, reason: "rate_limited" });
});

describe("exchanges from one caller", () => {
  test("30 in ten minutes; then not even a right token is looked at, nor spent", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    for (let i = 0; i < 30; i++) {
      expect(await followLink(scene, "x", browser, { ip: IP })).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await followLink(scene, token, browser, { ip: IP })).toEqual({
      ok: false,
      reason: "rate_limited",
      retryAfterSeconds: 20,
    });
    expect(await followLink(scene, token, browser, { ip: newIp() })).toMatchObject({ ok: true });
  });

  test("at once are counted one by one", async () => {
    const browser = await newBrowser();
    const tries = Array.from({ length: 40 }, () => followLink(scene, "x", browser, { ip: IP }));
    const reasons = (await Promise.all(tries)).map((result) => !result.ok && result.reason);
    expect(reasons.filter((reason) => reason === "rate_limited")).toHaveLength(10);
  });
});

describe("where the limits cannot be asked", () => {
  const broken = <T>(work: () => Promise<T>) => withBrokenComponent("rateLimiter", work);

  test("no link is made", async () => {
    const browser = await newBrowser();
    await expect(broken(() => ask(scene, ADA, browser))).rejects.toThrow("rateLimiter is broken");
    await settle(scene);
    expect(await links(scene.t)).toHaveLength(0);
  });

  test("no token is spent, and it is good afterwards", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    await expect(broken(() => followLink(scene, token, browser))).rejects.toThrow("rateLimiter is broken");
    expect(await followLink(scene, token, browser)).toMatchObject({ ok: true });
  });
});

describe("RATE_LIMIT_SCALE", () => {
  const LOCAL = "http://localhost:3000";

  test("widens the limits on this machine", async () => {
    scene = await start({ SITE_URL: LOCAL, RATE_LIMIT_SCALE: "100" });
    for (let i = 0; i < 25; i++) {
      const answer = await ask(scene, someone(i), await newBrowser(), { ip: IP });
      expect(answer).toEqual({ ok: true, cooldownSeconds: 1 });
    }
  });

  test.each([
    "https://latchkey.example",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "http://evil.example/?localhost",
  ])("is refused where SITE_URL is %s", async (SITE_URL) => {
    scene = await start({ SITE_URL, RATE_LIMIT_SCALE: "100" });
    await expect(ask(scene, ADA, await newBrowser())).rejects.toThrow("RATE_LIMIT_SCALE");
  });

  test.each(["0", "0.5", "-1", "many", ""])("is refused as %j", async (RATE_LIMIT_SCALE) => {
    scene = await start({ SITE_URL: LOCAL, RATE_LIMIT_SCALE });
    await expect(ask(scene, ADA, await newBrowser())).rejects.toThrow("RATE_LIMIT_SCALE");
  });
});
