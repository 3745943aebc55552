import { beforeEach, describe, expect, test } from "@jest/globals";
import { ask, askAndRead, followLink, newBrowser, typeCode, wrong } from "./support/browser";
import { personOf } from "./support/people";
import { type World, advance, runScheduled, SECOND, MINUTE, start } from "./support/world";
import { auditEvents, authRows, counts, linkOf, members } from "./support/tables";
import { api } from "@/convex/_generated/api";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

describe("a link that was asked for", () => {
  test("becomes one session and one account by its token", async () => {
    const browser = await newBrowser();
    const mail = await askAndRead(world, ADA, browser);
    expect(mail.url).toBe(`https://latchkey.example/login/callback?token=${mail.token}`);
    const result = await followLink(world, mail.token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/dashboard", isNewUser: true });
    expect(await counts(world.t)).toEqual({
      users: 1,
      sessions: 1,
      members: 1,
      exchangesAudited: 1,
      usableLinks: 0,
    });
  });

  test("signs its owner in, with a JWT that names them", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    const result = await followLink(world, token, browser);
    const { as, userId } = personOf(world, result.ok ? result.setCookies : [], browser);
    expect(await as.query(api.users.current, {})).toEqual({
      id: userId,
      email: ADA,
      name: "",
      role: "member",
      emailVerified: true,
    });
  });

  test("leads to the page that was asked for", async () => {
    const browser = await newBrowser();
    await ask(world, ADA, browser, { next: "/settings/profile?tab=2" });
    await runScheduled(world);
    const result = await followLink(world, world.mail.lastTo(ADA).token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/settings/profile?tab=2" });
  });

  test("never leads to another site, whatever was asked for", async () => {
    const browser = await newBrowser();
    await ask(world, ADA, browser, { next: "//evil.example/" });
    await runScheduled(world);
    const result = await followLink(world, world.mail.lastTo(ADA).token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/dashboard" });
  });

  test("opens in a browser that did not ask for it", async () => {
    const { token } = await askAndRead(world, ADA, await newBrowser());
    const { attempt } = await newBrowser();
    expect(await followLink(world, token, { attempt })).toMatchObject({ ok: true });
    expect((await auditEvents(world.t, "link.exchanged"))[0]?.details).toMatchObject({
      inRequestingBrowser: false,
    });
  });

  test("of an existing user gives a second session of the same account", async () => {
    for (const isNewUser of [true, false]) {
      const browser = await newBrowser();
      const { token } = await askAndRead(world, ADA, browser);
      expect(await followLink(world, token, browser)).toMatchObject({ ok: true, isNewUser });
      advance(MINUTE);
    }
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 2, members: 1, exchangesAudited: 2 });
  });

  test("records the address and browser from which it was followed", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await followLink(world, token, browser, { ip: "203.0.113.9" });
    const [event] = await auditEvents(world.t, "link.exchanged");
    expect(event).toMatchObject({
      subject: ADA,
      ipAddress: "203.0.113.9",
      actor: { kind: "user", email: ADA },
    });
    expect((await authRows(world.t, "session"))[0]).toMatchObject({ ipAddress: "203.0.113.9" });
    expect(event?.userAgent).toContain("Chrome");
    expect(event?.details).toMatchObject({ purpose: "sign-in", isNewUser: true, inRequestingBrowser: true });
  });
});

describe("a token", () => {
  test('that is not in the table is answered with "unknown", and creates nothing', async () => {
    const browser = await newBrowser();
    for (const token of ["", "x", "a".repeat(43), "\u0000", "é".repeat(500)]) {
      expect(await followLink(world, token, browser)).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await counts(world.t)).toMatchObject({ users: 0, sessions: 0 });
    expect(await auditEvents(world.t, "link.refused")).toHaveLength(5);
  });

  test("must match in every character, upper and lower case", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    const swapped = token.replace(/[a-zA-Z]/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    for (const near of [swapped, token.slice(0, -1), `${token}=`, ` ${token}`, await linkHash()]) {
      expect(await followLink(world, near, browser)).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  });

  const linkHash = async () => (await linkOf(world.t, ADA)).tokenHash;

  test("works once", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await followLink(world, token, browser);
    const another = await newBrowser();
    expect(await followLink(world, token, another)).toEqual({ ok: false, reason: "used" });
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 1, exchangesAudited: 1 });
  });

  test("is spent when the code is used, and the code when the token is used", async () => {
    const first = await newBrowser();
    const { token, code } = await askAndRead(world, ADA, first);
    expect(await typeCode(world, code!, first)).toMatchObject({ ok: true });
    expect(await followLink(world, token, await newBrowser())).toEqual({ ok: false, reason: "used" });

    const second = await newBrowser();
    const mail = await askAndRead(world, "bob@example.com", second);
    expect(await followLink(world, mail.token, await newBrowser())).toMatchObject({ ok: true });
    expect(await typeCode(world, mail.code!, second)).toEqual({ ok: false, reason: "used" });
  });

  test("that is refused is audited, with the reason and without the token", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await followLink(world, token, browser);
    await followLink(world, token, await newBrowser());
    const [event] = await auditEvents(world.t, "link.refused");
    expect(event).toMatchObject({ subject: ADA, details: { reason: "used" } });
    expect(JSON.stringify(event)).not.toContain(token);
  });
});

describe("a lost answer", () => {
  async function spent() {
    const browser = await newBrowser();
    const { token, code } = await askAndRead(world, ADA, browser);
    const first = await followLink(world, token, browser);
    return { browser, token, code, first: personOf(world, first.ok ? first.setCookies : [], browser) };
  }

  test("is repeated for the same attempt, with the same session", async () => {
    const { browser, token, first } = await spent();
    advance(30 * SECOND);
    const again = await followLink(world, token, browser);
    expect(again).toMatchObject({ ok: true, redirectTo: "/dashboard", isNewUser: false });
    const person = personOf(world, again.ok ? again.setCookies : [], browser);
    expect(person.sessionId).toBe(first.sessionId);
    expect(await person.as.query(api.users.current, {})).toMatchObject({ email: ADA });
    expect(await counts(world.t)).toMatchObject({ users: 1, sessions: 1, members: 1, exchangesAudited: 1 });
  });

  test("is repeated for the same attempt by code", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    await typeCode(world, code!, browser);
    expect(await typeCode(world, code!, browser)).toMatchObject({ ok: true });
    expect(await typeCode(world, wrong(code!), browser)).toMatchObject({ ok: false });
    expect(await counts(world.t)).toMatchObject({ sessions: 1 });
  });

  test("is not repeated for another attempt, even by the browser that asked", async () => {
    const { browser, token } = await spent();
    const { attempt } = await newBrowser();
    expect(await followLink(world, token, { ...browser, attempt })).toEqual({ ok: false, reason: "used" });
  });

  test("is repeated for up to two minutes, and not after", async () => {
    const { browser, token } = await spent();
    const { usedAt = NaN } = await linkOf(world.t, ADA);
    advance(usedAt + 2 * MINUTE - 1 - Date.now());
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
    advance(1);
    expect(await followLink(world, token, browser)).toEqual({ ok: false, reason: "used" });
  });

  test("does not restore a revoked session", async () => {
    const { browser, token, first } = await spent();
    await first.as.mutation(api.sessions.revoke, { sessionId: first.sessionId });
    expect(await followLink(world, token, browser)).toEqual({ ok: false, reason: "used" });
    expect(await counts(world.t)).toMatchObject({ sessions: 0 });
  });

  test("is repeated even if the link has expired since", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    const { expiresAt } = await linkOf(world.t, ADA);
    advance(expiresAt - 1 - Date.now());
    await followLink(world, token, browser);
    advance(MINUTE);
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
    expect(await members(world.t)).toHaveLength(1);
  });
});
