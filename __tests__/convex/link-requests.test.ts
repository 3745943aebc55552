import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { links as loginLinks } from "@/convex/model/links/links";
import { ask, askAndRead, followLink, newBrowser, typeCode, visitorAt, wrong } from "./support/browser";
import { ADMIN, signIn } from "./support/people";
import { advance, type World, MINUTE, runScheduled, start } from "./support/world";
import { auditEvents, counts, links } from "./support/tables";

const ADA = "ada@example.com";
const STRANGER = "stranger@example.com";
const PROMISE = { ok: true, cooldownSeconds: 60 };

let world: World;

describe("asking for a link", () => {
  beforeEach(async () => {
    world = await start();
  });

  test("is answered before anything is looked up, made or mailed", async () => {
    expect(await ask(world, ADA, await newBrowser())).toEqual(PROMISE);
    expect(await links(world.t)).toHaveLength(0);
    expect(world.mail.mails).toHaveLength(0);
  });

  test("gets the same answer for an account, a stranger, an admin and an address over its limit", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    const answers = [];
    for (const address of [ADA, STRANGER, ADMIN, ADA, ADA, ADA, ADA]) {
      answers.push(await ask(world, address, await newBrowser()));
      await runScheduled(world);
    }
    expect(answers).toEqual(Array(7).fill(PROMISE));
  });

  test("does the same work before the answer for every address", async () => {
    await signIn(world, ADA);
    advance(10 * MINUTE);
    const scheduled = [];
    for (const email of [ADA, STRANGER, ADA]) {
      await ask(world, email, await newBrowser());
      const jobs = await world.t.run(({ db }) => db.system.query("_scheduled_functions").collect());
      const pending = jobs.filter(({ state }) => state.kind === "pending");
      scheduled.push(pending.map(({ name, args }) => [name, Object.keys(args[0] as object).sort()]));
      await runScheduled(world);
    }
    expect(scheduled[1]).toEqual(scheduled[0]);
    expect(scheduled[2]).toEqual(scheduled[0]);
  });

  test("mails the link, its code and the place it was asked from", async () => {
    const browser = await newBrowser();
    const mail = await askAndRead(world, ADA, browser);
    expect(mail).toMatchObject({ to: ADA, idempotencyKey: expect.stringMatching(/^login-link\//) });
    expect(mail.text).toContain("Chrome");
    expect(await typeCode(world, mail.code!, browser)).toMatchObject({ ok: true });
    expect(await followLink(world, mail.token, await newBrowser())).toEqual({ ok: false, reason: "used" });
  });

  test("that is repeated because its answer was lost makes one link and one mail, even if limits would allow two", async () => {
    world = await start({ SITE_URL: "http://localhost:3000", RATE_LIMIT_SCALE: "100" });
    const { browserHash } = await newBrowser();
    const client = { ...(await visitorAt("203.0.113.9", "loginLinks:request")), requestId: "request-1" };
    const request = { email: ADA, browserHash, client };
    for (let i = 0; i < 3; i++)
      expect(await world.t.mutation(api.loginLinks.request, request)).toMatchObject({ ok: true });
    await runScheduled(world);
    expect([(await links(world.t)).length, world.mail.mails.length]).toEqual([1, 1]);

    const again = { ...request, client: { ...client, requestId: "request-2" } };
    await world.t.mutation(api.loginLinks.request, again);
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(2);
  });

  test("by two browsers with the same request id makes two requests", async () => {
    const client = { ...(await visitorAt("203.0.113.9", "loginLinks:request")), requestId: "request-1" };
    for (const email of [ADA, STRANGER]) {
      const { browserHash } = await newBrowser();
      await world.t.mutation(api.loginLinks.request, { email, browserHash, client });
    }
    await runScheduled(world);
    expect(world.mail.mails).toHaveLength(2);
  });

  test("is audited, with the address that it came from", async () => {
    await ask(world, ADA, await newBrowser(), { ip: "203.0.113.9" });
    await runScheduled(world);
    const [event] = await auditEvents(world.t, "link.asked");
    expect(event).toMatchObject({
      actor: { kind: "visitor" },
      subject: ADA,
      ipAddress: "203.0.113.9",
      details: { isMailed: true },
    });
  });

  test("an invalid address is refused, and uses up no limit", async () => {
    const ip = "203.0.113.9";
    for (let i = 0; i < 30; i++) {
      expect(await ask(world, "not an address", await newBrowser(), { ip })).toEqual({
        ok: false,
        reason: "invalid_email",
      });
    }
    expect(await ask(world, ADA, await newBrowser(), { ip })).toEqual(PROMISE);
  });
});

describe("if only invited people can sign up", () => {
  beforeEach(async () => {
    world = await start({ SIGN_UP: "invite-only" });
    await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await runScheduled(world);
    await followLink(world, world.mail.lastTo(ADA).token, await newBrowser());
  });

  test("a stranger gets the same answer as a member, and no mail", async () => {
    expect(await ask(world, STRANGER, await newBrowser())).toEqual(PROMISE);
    expect(await ask(world, ADA, await newBrowser())).toEqual(PROMISE);
    await runScheduled(world, 1_000);
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA, ADA]);
  });

  test("a stranger's row looks like any other, and its tries of the code are limited as usual", async () => {
    const known = await answersToWrongCodes(ADA);
    const stranger = await answersToWrongCodes(STRANGER);
    expect(stranger).toEqual(known);
    expect(stranger).toEqual([
      ...[4, 3, 2, 1, 0].map((attemptsLeft) => ({ ok: false, reason: "unknown", attemptsLeft })),
      ...Array<object>(2).fill({ ok: false, reason: "too_many_attempts" }),
    ]);
  });

  test.each(["", "x", "0".repeat(63), "0".repeat(65), "A".repeat(64), "0".repeat(4_000)])(
    "a request is refused with an invalid browserHash: %.70s",
    async (browserHash) => {
      const args = { email: ADA, browserHash, client: { userAgent: null } };
      await expect(world.t.mutation(api.loginLinks.request, args)).rejects.toThrow(/SHA-256|characters/);
      expect(await world.t.run(({ db }) => db.system.query("_scheduled_functions").collect())).toEqual([]);
    },
  );

  test("a request schedules no path that is too long", async () => {
    await ask(world, ADA, await newBrowser(), { next: `/${"a".repeat(4_000)}` });
    const jobs = await world.t.run(({ db }) => db.system.query("_scheduled_functions").collect());
    expect(JSON.stringify(jobs).length).toBeLessThan(2_000);
  });

  test("no code works for a stranger's row", async () => {
    const browser = await newBrowser();
    await ask(world, STRANGER, browser);
    await runScheduled(world);
    const decoy = (await links(world.t)).find(({ email }) => email === STRANGER)!;
    expect(decoy.isDecoy).toBe(true);
    const answer = await typeCode(world, await loginLinks.code(decoy), browser);
    expect(answer).toEqual({ ok: false, reason: "unknown", attemptsLeft: 4 });
    expect(await counts(world.t)).toMatchObject({ users: 1 });
  });

  test("a stranger's row says, for admins only, that it was not mailed", async () => {
    await ask(world, STRANGER, await newBrowser());
    await runScheduled(world);
    const events = await auditEvents(world.t, "link.asked");
    expect(events.map(({ subject, details }) => [subject, details?.isMailed])).toEqual([[STRANGER, false]]);
  });

  test("a stranger over the limit gets the same answer", async () => {
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await ask(world, STRANGER, await newBrowser()));
    expect(answers).toEqual(Array(5).fill(PROMISE));
  });

  test("a minted link lets a stranger in, because it is an invitation", async () => {
    await world.t.mutation(internal.loginLinks.mint, { email: STRANGER, deliver: true });
    await runScheduled(world);
    const result = await followLink(world, world.mail.lastTo(STRANGER).token, await newBrowser());
    expect(result).toMatchObject({ ok: true, isNewUser: true });
  });

  test("the token of a stranger's row cannot be looked at either", async () => {
    await ask(world, STRANGER, await newBrowser());
    await runScheduled(world);
    const decoy = (await links(world.t)).find(({ email }) => email === STRANGER)!;
    expect(await world.t.query(api.loginLinks.peek, { token: decoy.tokenHash, minute: 0 })).toEqual({
      state: "unknown",
    });
  });

  async function answersToWrongCodes(email: string): Promise<unknown[]> {
    advance(10 * MINUTE);
    const browser = await newBrowser();
    await ask(world, email, browser);
    await runScheduled(world);
    const code = world.mail.mails.findLast(({ to }) => to === email)?.code ?? "123456";
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push(await typeCode(world, wrong(code), browser));
    return answers;
  }
});
