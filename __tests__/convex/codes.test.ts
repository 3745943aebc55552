import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { links as loginLinks } from "@/convex/model/links/links";
import { RATE_LIMITS, takeFrom } from "@/convex/rateLimits";
import { ask, askAndRead, followLink, newBrowser, typeCode, wrong } from "./support/browser";
import { withFault } from "./support/faults";
import { useUp } from "./support/limits";
import { signIn } from "./support/people";
import { MINUTE, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { counts, dump, linkOf } from "./support/tables";

const ADA = "ada@example.com";
const MALLORY = "mallory@example.com";

const wrongCode = (attemptsLeft: number) => ({ ok: false, reason: "unknown", attemptsLeft });

let world: World;
beforeEach(async () => {
  world = await start();
});

describe("a code", () => {
  test("signs in the browser that asked for it", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    expect(code).toMatch(/^\d{6}$/);
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true, isNewUser: true });
    expect(await counts(world.t)).toMatchObject({
      users: 1,
      sessions: 1,
      exchangesAudited: 1,
      usableLinks: 0,
    });
  });

  test("does not work in another browser, and a try there does not count against the link", async () => {
    const { code } = await askAndRead(world, ADA, await newBrowser());
    const stranger = await newBrowser();
    for (let i = 0; i < 10; i++) {
      expect(await typeCode(world, code!, stranger)).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await linkOf(world.t, ADA)).toMatchObject({ codeAttempts: 0 });
  });

  test("for one address does not work in a browser that asked for a link to another address", async () => {
    const adas = await newBrowser();
    const mallorys = await newBrowser();
    const { code } = await askAndRead(world, ADA, adas);
    await askAndRead(world, MALLORY, mallorys);
    expect(await typeCode(world, code!, mallorys)).toEqual(wrongCode(4));
    expect(await counts(world.t)).toMatchObject({ users: 0 });
  });

  test("works once", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    await typeCode(world, code!, browser);
    const { attempt } = await newBrowser();
    expect(await typeCode(world, code!, { ...browser, attempt })).toEqual({ ok: false, reason: "used" });
  });

  test("has leading zeros, which must be typed", async () => {
    const { browser, code } = await codeWithLeadingZero();
    expect(await typeCode(world, code.replace(/^0+/, ""), browser)).toEqual(wrongCode(4));
    expect(await typeCode(world, code, browser)).toMatchObject({ ok: true });
  });

  test("must be typed in full, with nothing added", async () => {
    const browser = await newBrowser();
    const { code = "" } = await askAndRead(world, ADA, browser);
    for (const [index, near] of ["", `${code}0`, ` ${code}`, code!.slice(0, 5)].entries()) {
      expect(await typeCode(world, near, browser)).toEqual(wrongCode(4 - index));
    }
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true });
  });

  test("works only from the newest mail", async () => {
    const browser = await newBrowser();
    const first = await askAndRead(world, ADA, browser);
    advance(60 * SECOND);
    const second = await askAndRead(world, ADA, browser);
    expect(second.token).not.toBe(first.token);
    expect(await typeCode(world, second.code!, browser)).toMatchObject({ ok: true });
  });

  /** Requests ten codes at a time until one begins with a zero. About one code in ten does. */
  async function codeWithLeadingZero() {
    for (let round = 0; round < 20; round++) {
      const browsers = await Promise.all(Array.from({ length: 10 }, newBrowser));
      const addresses = browsers.map((_, i) => `person${round}-${i}@example.com`);
      await Promise.all(addresses.map((address, i) => ask(world, address, browsers[i]!)));
      await runScheduled(world, 3_000);
      const mails = addresses.map((address) => world.mail.lastTo(address));
      const found = mails.findIndex(({ code }) => code?.startsWith("0"));
      if (found >= 0) return { browser: browsers[found]!, code: mails[found]!.code! };
    }
    throw new Error("None of 200 codes begins with a zero");
  }
});

describe("wrong codes", () => {
  test("are answered with the number of tries left, and nothing else", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    for (const left of [4, 3, 2, 1, 0])
      expect(await typeCode(world, wrong(code!), browser)).toEqual(wrongCode(left));
    expect(await typeCode(world, wrong(code!), browser)).toEqual({ ok: false, reason: "too_many_attempts" });
  });

  test("after the fifth one, the right code is refused; the token still works, because nobody can guess it", async () => {
    const browser = await newBrowser();
    const { code, token } = await askAndRead(world, ADA, browser);
    await reasonsOf(5, () => typeCode(world, wrong(code!), browser));
    expect(await typeCode(world, code!, browser)).toEqual({ ok: false, reason: "too_many_attempts" });
    expect(await counts(world.t)).toMatchObject({ users: 0, sessions: 0 });
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: true });
  });

  test("after four of them, the right code still works", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    await reasonsOf(4, () => typeCode(world, wrong(code!), browser));
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true });
  });

  test("are all counted when they arrive at once", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    const tries = Array.from({ length: 20 }, () => typeCode(world, wrong(code!), browser));
    const reasons = (await Promise.all(tries)).map((result) => !result.ok && result.reason);
    expect(reasons.filter((reason) => reason === "unknown")).toHaveLength(5);
    expect(reasons.filter((reason) => reason === "too_many_attempts")).toHaveLength(15);
    expect(await linkOf(world.t, ADA)).toMatchObject({ codeAttempts: 5 });
  });

  test("by somebody who typed the owner's address do not keep the owner out", async () => {
    const mallorys = await newBrowser();
    const { code, token } = await askAndRead(world, ADA, mallorys);
    await reasonsOf(6, () => typeCode(world, wrong(code!), mallorys));
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: true, isNewUser: true });
  });

  test("are counted for each link separately", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    await reasonsOf(6, () => typeCode(world, wrong(code!), browser));
    advance(60 * SECOND);
    const next = await askAndRead(world, ADA, browser);
    expect(await typeCode(world, next.code!, browser)).toMatchObject({ ok: true });
  });

  async function reasonsOf(times: number, attempt: () => ReturnType<typeof typeCode>) {
    const reasons: unknown[] = [];
    for (let i = 0; i < times; i++) {
      const result = await attempt();
      reasons.push(result.ok ? "ok" : result.reason);
    }
    return reasons;
  }
});

describe("the daily limits of wrong codes", () => {
  test("after twenty at one address, its codes are refused; its links still work, and other addresses are not affected", async () => {
    const browser = await newBrowser();
    for (let link = 0; link < 4; link++) {
      const { code } = await askAndRead(world, ADA, browser);
      for (let i = 0; i < 5; i++)
        expect(await typeCode(world, wrong(code!), browser)).toEqual(wrongCode(4 - i));
      advance(200 * SECOND);
    }
    const { code, token } = await askAndRead(world, ADA, browser);
    expect(await typeCode(world, code!, browser)).toEqual({ ok: false, reason: "rate_limited" });
    expect(await linkOf(world.t, ADA)).toMatchObject({ codeAttempts: 0 });
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
    await expectOpen(MALLORY);
  });

  test("after 600 in an hour at existing accounts, all codes are refused; links still work", async () => {
    await useUp(world.t, "wrongCodesInAll");
    const browser = await newBrowser();
    const { code, token } = await askAndRead(world, ADA, browser);
    expect(await typeCode(world, code!, browser)).toEqual({ ok: false, reason: "rate_limited" });
    expect(await linkOf(world.t, ADA)).toMatchObject({ codeAttempts: 0 });
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  });

  test("each wrong code for an existing account counts towards the common limit", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    await typeWrongCodes(ADA, 3);
    expect(await taken("wrongCodesInAll")).toBe(3);
  });

  test("a flood at addresses without an account does not use up the common limit, and codes still work", async () => {
    for (let i = 0; i < 20; i++) await typeWrongCodes(`made-up-${i}@example.com`, 5);
    expect(await taken("wrongCodesInAll")).toBe(0);
    await expectOpen(ADA);
    await expectOpen("new@example.com");
  });

  test("the answers over the limit are the same for a made-up address and for an account", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    const answers = [];
    for (const email of [ADA, "made-up@example.com"]) {
      await useUp(world.t, "wrongCodesPerAddressADay", email);
      answers.push(await typeWrongCodes(email, 2));
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toEqual(Array(2).fill({ ok: false, reason: "rate_limited" }));
  });

  async function expectOpen(email: string) {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, email, browser);
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true });
  }
});

describe("a wrong code costs the same work", () => {
  afterEach(() => {
    jest.spyOn(Math, "random").mockRestore();
  });

  test("for an account, for a stranger and for a decoy row that was never mailed", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    // The rate limiter chooses a shard with `Math.random`. A fixed value makes all measurements use the same shards.
    jest.spyOn(Math, "random").mockReturnValue(0);
    for (const name of ["wrongCodesInAll", "wrongCodesOfStrangers"] as const)
      await world.t.run(async (ctx) => {
        for (let i = 0; i < 3; i++) await takeFrom(ctx, name);
      });
    const atAccount = await workOf(ADA);
    const atStranger = await workOf("stranger@example.com");
    await useUp(world.t, "strangersADay");
    const atDecoy = await workOf("decoy@example.com");
    expect(await linkOf(world.t, "decoy@example.com")).toMatchObject({ isDecoy: true });
    expect(atStranger).toEqual(atAccount);
    expect(atDecoy).toEqual(atAccount);
    expect(atAccount.signatures).toBeGreaterThan(0);
  });

  /** Measures the second wrong code for an address: the calls to Convex, and the number of signatures by Web Crypto. */
  async function workOf(email: string) {
    const browser = await newBrowser();
    await ask(world, email, browser);
    await runScheduled(world);
    await typeCode(world, "000000", browser);
    const sign = jest.spyOn(crypto.subtle, "sign");
    const { calls } = await withFault(Infinity, () => typeCode(world, "000001", browser));
    const signatures = sign.mock.calls.length;
    sign.mockRestore();
    return { calls, signatures };
  }
});

/** Requests a link in a separate browser and enters wrong codes there. Returns the answers. */
async function typeWrongCodes(email: string, times: number) {
  const browser = await newBrowser();
  await ask(world, email, browser);
  await runScheduled(world);
  const code = await loginLinks.code(await linkOf(world.t, email));
  const answers = [];
  for (let i = 0; i < times; i++) answers.push(await typeCode(world, wrong(code), browser));
  return answers;
}

/** How much of a limit is used, over all of its shards. */
async function taken(name: "wrongCodesInAll"): Promise<number> {
  const { rate, shards } = RATE_LIMITS[name];
  const rows = (await dump(world.t))["rateLimiter/rateLimits"]!.filter((row) => row.name === name);
  return Math.round(rows.reduce((sum, { value }) => sum + rate / shards - Number(value), 0));
}
