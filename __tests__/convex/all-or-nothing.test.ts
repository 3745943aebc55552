/**
 * An exchange happens once, and either completely or not at all. convex-test runs one transaction at a time, which is
 * how serializable isolation looks to a caller. An exchange that used several transactions would be interleaved with
 * others here, and the tests would fail.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { links } from "@/convex/model/links/links";
import { ask, askAndRead, followLink, newBrowser, typeCode, wrong } from "./support/browser";
import { withFault } from "./support/faults";
import { personOf, signIn, tokenOf } from "./support/people";
import { DAY, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, counts, dump, linkOf } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

describe("at once", () => {
  test("50 exchanges of one token give one session and 49 refusals", async () => {
    const { token } = await askAndRead(world, ADA, await newBrowser());
    const browsers = await Promise.all(Array.from({ length: 50 }, newBrowser));
    const results = await Promise.all(browsers.map((browser) => followLink(world, token, browser)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === "used")).toHaveLength(49);
    expect(await counts(world.t)).toEqual({
      users: 1,
      sessions: 1,
      members: 1,
      exchangesAudited: 1,
      usableLinks: 0,
    });
    expect(await auditEvents(world.t, "link.refused")).toHaveLength(49);
  });

  test("a double click, the same attempt twice, gives one session and signs in both times", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    const clicks = await Promise.all([followLink(world, token, browser), followLink(world, token, browser)]);
    const sessions = clicks.map(
      (result) => personOf(world, result.ok ? result.setCookies : [], browser).sessionId,
    );
    expect(new Set(sessions).size).toBe(1);
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 1, exchangesAudited: 1 });
  });

  test("20 links of one new address make one account with 20 sessions", async () => {
    const tokens = await twentyLinks();
    const browsers = await Promise.all(tokens.map(newBrowser));
    const results = await Promise.all(tokens.map((token, i) => followLink(world, token, browsers[i]!)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(results.filter((result) => result.ok && result.isNewUser)).toHaveLength(1);
    expect(await counts(world.t)).toEqual({
      users: 1,
      sessions: 20,
      members: 1,
      exchangesAudited: 20,
      usableLinks: 0,
    });
  });

  /**
   * Twenty working links for one address. A new link revokes the older links of its address, so this removes
   * `revokedAt` from all of them at the end.
   */
  function twentyLinks(): Promise<string[]> {
    return world.t.run(async (ctx) => {
      const urls: string[] = [];
      for (let i = 0; i < 20; i++) {
        const link = await links.create(ctx, {
          purpose: "invite",
          email: ADA,
          lifetime: DAY,
          verifiesEmail: true,
          mintedBy: { kind: "backend" },
        });
        urls.push(await links.url(link));
      }
      for (const link of await ctx.db.query("loginLinks").collect()) {
        await ctx.db.patch("loginLinks", link._id, { revokedAt: undefined });
      }
      return urls.map(tokenOf);
    });
  }
});

describe("a fault after any step", () => {
  test("of an exchange leaves no rows, and the token still works", async () => {
    const { url } = await world.t.mutation(internal.loginLinks.mint, {
      email: ADA,
      name: "Ada",
      metadata: { company: "Analytical Engines" },
    });
    await runScheduled(world);
    const browser = await newBrowser();
    const { steps, result } = await failAtEachStep(() => followLink(world, tokenOf(url), browser));
    expect(steps).toBeGreaterThan(10);
    expect(result).toMatchObject({ ok: true, isNewUser: true });
    expect(await counts(world.t)).toEqual({
      users: 1,
      sessions: 1,
      members: 1,
      exchangesAudited: 1,
      usableLinks: 0,
    });
  });

  test("of an exchange by an existing user leaves their account and sessions unchanged", async () => {
    const { as } = await signIn(world, ADA);
    advance(MINUTE);
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    const { result } = await failAtEachStep(() => typeCode(world, code!, browser));
    expect(result).toMatchObject({ ok: true, isNewUser: false });
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 2, members: 1, exchangesAudited: 2 });
    expect(await as.query(api.users.current, {})).toMatchObject({ email: ADA });
  });

  test("of repeating a lost answer lets the browser ask for it again", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await followLink(world, token, browser);
    const { result } = await failAtEachStep(() => followLink(world, token, browser));
    expect(result).toMatchObject({ ok: true });
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 1, exchangesAudited: 1 });
  });

  test("of refusing a wrong code counts no attempt and no refusal", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    const { result } = await failAtEachStep(() => typeCode(world, wrong(code!), browser));
    expect(result).toEqual({ ok: false, reason: "unknown", attemptsLeft: 4 });
    expect(await linkOf(world.t, ADA)).toMatchObject({ codeAttempts: 1 });
    expect(await auditEvents(world.t, "link.refused")).toHaveLength(1);
  });

  test("of asking for a link schedules nothing and uses up no limit", async () => {
    const browser = await newBrowser();
    const { result } = await failAtEachStep(() => ask(world, ADA, browser, { ip: "203.0.113.9" }));
    expect(result).toMatchObject({ ok: true });
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(1);
  });

  test("of minting leaves no link behind", async () => {
    const { result } = await failAtEachStep(() => world.t.mutation(internal.loginLinks.mint, { email: ADA }));
    expect(result).toMatchObject({ url: expect.stringContaining("token=") });
    expect(await counts(world.t)).toMatchObject({ usableLinks: 1 });
  });

  /**
   * Lets the first backend call of `work` fail, then the second, and so on, until `work` succeeds. After each failure,
   * the tables must be unchanged. Returns how many calls failed, and the result.
   */
  async function failAtEachStep<T>(work: () => Promise<T>): Promise<{ steps: number; result: T | null }> {
    const before = await dump(world.t);
    for (let step = 1; ; step++) {
      const { calls, result } = await withFault(step, work);
      if (calls.length < step) return { steps: step - 1, result };
      expect({ step, result }).toEqual({ step, result: null });
      expect(await dump(world.t)).toEqual(before);
    }
  }
});
