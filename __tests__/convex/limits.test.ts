import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { mailboxKey } from "@latchkey/login-links/http";
import {
  ask,
  askAndRead,
  type Browser,
  followLink,
  newBrowser,
  newIp,
  typeCode,
  visitorAt,
} from "./support/browser";
import { withBrokenComponent } from "./support/faults";
import { giveBack, useUp } from "./support/limits";
import { signIn, tokenOf } from "./support/people";
import { setTime, MINUTE, NOW, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { auditEvents, counts, dump, linkOf, links } from "./support/tables";

const ADA = "ada@example.com";
const PROMISE = { ok: true, cooldownSeconds: 60 };
const IP = "203.0.113.9";

let world: World;
beforeEach(async () => {
  world = await start();
});

/** An address that nobody has requested a link for yet, so that only the limits per caller apply. */
const someone = (i: number) => `person${i}@example.com`;

describe("links for one address", () => {
  test("are limited to one a minute: the answer is the same, and one mail is sent", async () => {
    for (let i = 0; i < 3; i++) expect(await ask(world, ADA, await newBrowser())).toEqual(PROMISE);
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(1);
  });

  test("are possible again after exactly a minute, and asking earlier does not prolong it", async () => {
    await issueAt(NOW);
    await issueAt(NOW + 30 * SECOND);
    await issueAt(NOW + MINUTE - 1);
    expect(await links(world.t)).toHaveLength(1);
    await issueAt(NOW + MINUTE);
    expect(await links(world.t)).toHaveLength(2);
  });

  test("are limited to three in a row, then one every 200 seconds", async () => {
    for (const minute of [0, 1, 2, 3]) await issueAt(NOW + minute * MINUTE);
    expect(await links(world.t)).toHaveLength(3);
    await issueAt(NOW + 4 * MINUTE);
    expect(await links(world.t)).toHaveLength(4);
    await issueAt(NOW + 5 * MINUTE);
    await issueAt(NOW + 6 * MINUTE);
    expect(await links(world.t)).toHaveLength(4);
  });

  test("are limited to twenty a day", async () => {
    for (let i = 0; i < 30; i++) await issueAt(NOW + i * 4 * MINUTE);
    // The limit is twenty a day, so in two hours it refills by one and two thirds.
    expect(await links(world.t)).toHaveLength(21);
  });

  test("are counted by the normalised address, separately for each address", async () => {
    for (const email of [ADA, " ADA@Example.com ", "bob@example.com"])
      await ask(world, email, await newBrowser());
    await runScheduled(world);
    expect(world.mail.mails.map(({ to }) => to).sort()).toEqual([ADA, "bob@example.com"]);
  });

  /** Runs the mutation that a link request schedules, at the given time in ms. */
  async function issueAt(time: number) {
    setTime(time);
    await world.t.mutation(internal.loginLinks.issue, {
      email: ADA,
      browserHash: (await newBrowser()).browserHash,
      requestedFrom: { ipAddress: null, userAgent: null },
    });
  }
});

describe("plus-addresses", () => {
  test.each([
    ["ada+1@example.com", "ada+2@example.com", ADA],
    ["a.d.a@gmail.com", "ada+work@googlemail.com", "ada@gmail.com"],
  ])("%s, %s and %s share a mailbox, and together get one mail a minute", async (...addresses) => {
    for (const email of addresses) expect(await ask(world, email, await newBrowser())).toEqual(PROMISE);
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(1);
  });

  test("twenty of them from one caller lead to one mail", async () => {
    for (let i = 0; i < 20; i++)
      await ask(world, `oneperson+${i}@example.com`, await newBrowser(), { ip: IP });
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(1);
  });

  test("stay separate accounts, each with its own sign-in", async () => {
    for (const email of ["ada+1@example.com", ADA]) {
      expect(await signIn(world, email)).toMatchObject({ email });
      advance(10 * MINUTE);
    }
    expect(await counts(world.t)).toMatchObject({ users: 2, sessions: 2 });
  });

  test("share the daily limit of wrong codes", async () => {
    await useUp(world.t, "wrongCodesPerAddressADay", ADA);
    const browser = await newBrowser();
    const { code } = await askAndRead(world, "ada+1@example.com", browser);
    expect(await typeCode(world, code!, browser)).toEqual({ ok: false, reason: "rate_limited" });
  });

  test.each([
    ["a.da@example.com", ADA, "dots are letters elsewhere"],
    ["ada-1@example.com", ADA, "a hyphen is part of a name"],
    ["ada+1@example.org", "ada+1@example.com", "another domain"],
    ["+1@example.com", "+2@example.com", "nothing is left before the tag"],
  ])("%s and %s are two mailboxes: %s", (first, second) => {
    expect(mailboxKey(first)).not.toBe(mailboxKey(second));
  });
});

describe("links from one caller", () => {
  test("are limited to 300 in ten minutes, then refused with the time to wait", async () => {
    const answers = await asksFrom(IP, 350);
    const taken = answers.filter(({ ok }) => ok).length;
    expect(taken).toBeLessThanOrEqual(300);
    expect(taken).toBeGreaterThanOrEqual(285);
    await useUp(world.t, "linksPerIp", IP);
    const refusal = await askFrom(IP, 400);
    expect(refusal).toMatchObject({ ok: false, reason: "rate_limited" });
    expect(await askFrom("203.0.113.10", 401)).toEqual(PROMISE);
    advance(1_000 * ("retryAfterSeconds" in refusal ? refusal.retryAfterSeconds : 0) + MINUTE);
    expect(await askFrom(IP, 402)).toEqual(PROMISE);
  });

  test("are not refused for an office where fifty people ask at once", async () => {
    const answers = await asksFrom(IP, 270);
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("do not use up the limit of other callers", async () => {
    await useUp(world.t, "linksPerIp", IP);
    for (let i = 0; i < 300; i++) await askFrom(IP, i);
    expect(await askFrom("203.0.113.10", 300)).toEqual(PROMISE);
  });

  test("are counted together if the callers' addresses are unknown", async () => {
    await useUp(world.t, "linksPerIp", "unknown");
    expect(await askFrom(null, 1)).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});

describe("mail to strangers", () => {
  test("is limited to 20 in ten minutes from one caller: the answer stays the same, and no more mail is sent", async () => {
    for (let i = 0; i < 25; i++) expect(await askFrom(IP, i)).toEqual(PROMISE);
    await runScheduled(world, 5_000);
    expect(world.mail.mails).toHaveLength(20);
    await askFrom("203.0.113.10", 25);
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(21);
  });

  test("leaves, over the limit, a row that looks like any other, with the reason for admins", async () => {
    await useUp(world.t, "strangersPerIp", IP);
    await askFrom(IP, 1);
    await runScheduled(world, 100);
    expect(await linkOf(world.t, someone(1))).toMatchObject({ isDecoy: true, codeHash: expect.any(String) });
    const [event] = await auditEvents(world.t, "link.asked");
    expect(event?.details).toMatchObject({
      isMailed: false,
      notMailedBecause: "too many new addresses from this network",
    });
  });

  test("does not count mail to members from the same caller, and does not limit it", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    world.mail.mails.length = 0;
    await useUp(world.t, "strangersPerIp", IP);
    await ask(world, ADA, await newBrowser(), { ip: IP });
    await runScheduled(world);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA]);
  });

  test("is limited by the daily budget of all callers together, which never limits mail to members", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    world.mail.mails.length = 0;
    await useUp(world.t, "strangersADay");
    expect(await askFrom(newIp(), 1)).toEqual(PROMISE);
    expect(await ask(world, ADA, await newBrowser())).toEqual(PROMISE);
    await runScheduled(world);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA]);
    setTime(NOW + 12 * 60 * MINUTE);
    await askFrom(newIp(), 2);
    await runScheduled(world);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA, someone(2)]);
  });

  test("that a caller's own limit refuses does not use up the daily budget", async () => {
    await useUp(world.t, "strangersPerIp", IP);
    const before = await left("strangersADay");
    for (let i = 0; i < 10; i++) await askFrom(IP, i);
    await runScheduled(world, 1_000);
    expect(await left("strangersADay")).toEqual(before);
  });

  test("does not include renewed links, because their holders were let in once", async () => {
    const { url, expiresAt } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    setTime(expiresAt);
    await useUp(world.t, "strangersADay");
    const client = await visitorAt(IP, "loginLinks:renew");
    const { browserHash } = await newBrowser();
    await world.t.mutation(api.loginLinks.renew, { token: tokenOf(url), browserHash, client });
    await runScheduled(world);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA]);
  });

  const left = async (name: string) =>
    (await dump(world.t))["rateLimiter/rateLimits"]!.filter((row) => row.name === name);
});

test("all links together are limited to 200 a minute, from any number of callers", async () => {
  const browser = await newBrowser();
  const answers = [];
  for (let i = 0; i < 250; i++) answers.push(await ask(world, someone(i), browser));
  const taken = answers.filter(({ ok }) => ok).length;
  expect(taken).toBeLessThanOrEqual(200);
  expect(taken).toBeGreaterThanOrEqual(185);
  expect(answers.slice(0, 170)).toEqual(Array(170).fill(PROMISE));
});

describe("exchanges from one caller", () => {
  test("are limited to 30 refused ones in ten minutes, then refused with the time to wait, and no row is written", async () => {
    const browser = await newBrowser();
    const reasons = [];
    for (let i = 0; i < 60; i++) reasons.push(await reasonFor("x", browser));
    const told = reasons.filter((reason) => reason === "unknown").length;
    expect(told).toBeLessThanOrEqual(30);
    expect(told).toBeGreaterThanOrEqual(25);
    expect(reasons.filter((reason) => reason === "rate_limited")).toHaveLength(60 - told);
    expect(await auditEvents(world.t, "link.refused")).toHaveLength(told);
  });

  test("still succeed over the limit with a valid token or code, so that one person cannot keep an office out", async () => {
    const [first, second] = [await newBrowser(), await newBrowser()];
    const { token } = await askAndRead(world, ADA, first);
    const { code } = await askAndRead(world, "bob@example.com", second);
    await useUp(world.t, "refusedExchangesPerIp", IP);
    expect(await reasonFor("x", first)).toBe("rate_limited");
    expect(await followLink(world, token, first, { ip: IP })).toMatchObject({ ok: true });
    expect(await typeCode(world, code!, second, { ip: IP })).toMatchObject({ ok: true });
  });

  test("are not counted if they succeed: 51 people from one office can sign in", async () => {
    for (let i = 0; i < 51; i++) {
      const { url } = await world.t.mutation(internal.loginLinks.mint, { email: someone(i) });
      expect(await followLink(world, tokenOf(url), await newBrowser(), { ip: IP })).toMatchObject({
        ok: true,
      });
    }
    const touched = (await dump(world.t))["rateLimiter/rateLimits"]!.map(({ name }) => name);
    expect(touched).not.toContain("refusedExchangesPerIp");
  });

  test("are each counted when they arrive at once", async () => {
    const browser = await newBrowser();
    const reasons = await Promise.all(Array.from({ length: 60 }, () => reasonFor("x", browser)));
    expect(reasons.filter((reason) => reason === "unknown").length).toBeLessThanOrEqual(30);
  });

  async function reasonFor(token: string, browser: Browser) {
    const result = await followLink(world, token, browser, { ip: IP });
    return result.ok ? "ok" : result.reason;
  }
});

async function askFrom(ip: string | null, i: number) {
  const client = await visitorAt(ip, "loginLinks:request");
  const { browserHash } = await newBrowser();
  return world.t.mutation(api.loginLinks.request, { email: someone(i), browserHash, client });
}

/**
 * Requests `count` links from one IP address. Refills the limit for all requests every 100 requests, so that only the
 * limit per caller can apply. The limit for all has its own test.
 */
async function asksFrom(ip: string, count: number) {
  const answers = [];
  for (let i = 0; i < count; i++) {
    answers.push(await askFrom(ip, i));
    if (i % 100 === 99) await giveBack(world.t, "linksInAll");
  }
  return answers;
}

describe("if the rate limiter fails", () => {
  const broken = <T>(work: () => Promise<T>) => withBrokenComponent("rateLimiter", work);

  test("no link is made", async () => {
    const browser = await newBrowser();
    await expect(broken(() => ask(world, ADA, browser))).rejects.toThrow("rateLimiter is broken");
    await runScheduled(world);
    expect(await links(world.t)).toHaveLength(0);
  });

  test("no code is checked, and the code works later; a valid token works without the limiter", async () => {
    const [first, second] = [await newBrowser(), await newBrowser()];
    const { code } = await askAndRead(world, ADA, first);
    const { token } = await askAndRead(world, "bob@example.com", second);
    await expect(broken(() => typeCode(world, code!, first))).rejects.toThrow("rateLimiter is broken");
    expect(await broken(() => followLink(world, token, second))).toMatchObject({ ok: true });
    expect(await typeCode(world, code!, first)).toMatchObject({ ok: true });
  });

  test("a wrong token and an unsigned call still lead to an error", async () => {
    const browser = await newBrowser();
    await expect(broken(() => followLink(world, "x", browser))).rejects.toThrow("rateLimiter is broken");
    const unsigned = { email: ADA, browserHash: browser.browserHash, client: { userAgent: null } };
    const asking = broken(() => world.t.mutation(api.loginLinks.request, unsigned));
    await expect(asking).rejects.toThrow("rateLimiter is broken");
  });
});

describe("RATE_LIMIT_SCALE", () => {
  const LOCAL = "http://localhost:3000";

  test("multiplies the limits on this machine", async () => {
    world = await start({ SITE_URL: LOCAL, RATE_LIMIT_SCALE: "100" });
    for (let i = 0; i < 25; i++) {
      const answer = await ask(world, someone(i), await newBrowser(), { ip: IP });
      expect(answer).toEqual({ ok: true, cooldownSeconds: 1 });
    }
  });

  test.each([
    "https://latchkey.example",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "http://evil.example/?localhost",
  ])("is refused if SITE_URL is %s", async (SITE_URL) => {
    world = await start({ SITE_URL, RATE_LIMIT_SCALE: "100" });
    await expect(ask(world, ADA, await newBrowser())).rejects.toThrow("RATE_LIMIT_SCALE");
  });

  test.each(["0", "0.5", "-1", "many", ""])("is refused if it is %j", async (RATE_LIMIT_SCALE) => {
    world = await start({ SITE_URL: LOCAL, RATE_LIMIT_SCALE });
    await expect(ask(world, ADA, await newBrowser())).rejects.toThrow("RATE_LIMIT_SCALE");
  });
});
