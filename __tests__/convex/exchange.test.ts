import { beforeEach, describe, expect, test } from "@jest/globals";
import { ask, askAndRead, followLink, newBrowser, typeCode, wrong } from "./support/browser";
import { personOf } from "./support/people";
import { type Scene, pass, settle, SECOND, MINUTE, start } from "./support/scene";
import { auditEvents, authRows, counts, linkOf, members } from "./support/tables";
import { api } from "@/convex/_generated/api";

const ADA = "ada@example.com";

let scene: Scene;
beforeEach(async () => {
  scene = await start();
});

describe("a link that was asked for", () => {
  test("becomes a session by its token, and one account", async () => {
    const browser = await newBrowser();
    const mail = await askAndRead(scene, ADA, browser);
    expect(mail.url).toBe(`https://latchkey.example/login/callback?token=${mail.token}`);
    const result = await followLink(scene, mail.token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/dashboard", isNewUser: true });
    expect(await counts(scene.t)).toEqual({
      users: 1,
      sessions: 1,
      members: 1,
      exchangesAudited: 1,
      usableLinks: 0,
    });
  });

  test("signs its person in: their JWT is theirs, and says who they are", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    const result = await followLink(scene, token, browser);
    const { as, userId } = personOf(scene, result.ok ? result.setCookies : [], browser);
    expect(await as.query(api.users.current, {})).toEqual({
      id: userId,
      email: ADA,
      name: "",
      role: "member",
      emailVerified: true,
    });
  });

  test("leads where they wanted to go", async () => {
    const browser = await newBrowser();
    await ask(scene, ADA, browser, { next: "/settings/profile?tab=2" });
    await settle(scene);
    const result = await followLink(scene, scene.mail.lastTo(ADA).token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/settings/profile?tab=2" });
  });

  test("leads nowhere but here, whatever was asked for", async () => {
    const browser = await newBrowser();
    await ask(scene, ADA, browser, { next: "//evil.example/" });
    await settle(scene);
    const result = await followLink(scene, scene.mail.lastTo(ADA).token, browser);
    expect(result).toMatchObject({ ok: true, redirectTo: "/dashboard" });
  });

  test("opens in a browser that did not ask for it", async () => {
    const { token } = await askAndRead(scene, ADA, await newBrowser());
    const { attempt } = await newBrowser();
    expect(await followLink(scene, token, { attempt })).toMatchObject({ ok: true });
    expect((await auditEvents(scene.t, "link.exchanged"))[0]?.details).toMatchObject({
      inRequestingBrowser: false,
    });
  });

  test("of somebody known gives a second session to the same account", async () => {
    for (const isNewUser of [true, false]) {
      const browser = await newBrowser();
      const { token } = await askAndRead(scene, ADA, browser);
      expect(await followLink(scene, token, browser)).toMatchObject({ ok: true, isNewUser });
      pass(MINUTE);
    }
    expect(await counts(scene.t)).toMatchObject({ users: 1, sessions: 2, members: 1, exchangesAudited: 2 });
  });

  test("notes where it was followed from", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    await followLink(scene, token, browser, { ip: "203.0.113.9" });
    const [event] = await auditEvents(scene.t, "link.exchanged");
    expect(event).toMatchObject({
      subject: ADA,
      ipAddress: "203.0.113.9",
      actor: { kind: "user", email: ADA },
    });
    expect((await authRows(scene.t, "session"))[0]).toMatchObject({ ipAddress: "203.0.113.9" });
    expect(event?.userAgent).toContain("Chrome");
    expect(event?.details).toMatchObject({ purpose: "sign-in", isNewUser: true, inRequestingBrowser: true });
  });
});

describe("a token", () => {
  test("that is not in the table is unknown, and creates nothing", async () => {
    const browser = await newBrowser();
    for (const token of ["", "x", "a".repeat(43), "\u0000", "é".repeat(500)]) {
      expect(await followLink(scene, token, browser)).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await counts(scene.t)).toMatchObject({ users: 0, sessions: 0 });
    expect(await auditEvents(scene.t, "link.refused")).toHaveLength(5);
  });

  test("must be right in every character, and in their case", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    const swapped = token.replace(/[a-zA-Z]/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    for (const near of [swapped, token.slice(0, -1), `${token}=`, ` ${token}`, await linkHash()]) {
      expect(await followLink(scene, near, browser)).toEqual({ ok: false, reason: "unknown" });
    }
    expect(await followLink(scene, token, browser)).toMatchObject({ ok: true });
  });

  const linkHash = async () => (await linkOf(scene.t, ADA)).tokenHash;

  test("works once", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    await followLink(scene, token, browser);
    const another = await newBrowser();
    expect(await followLink(scene, token, another)).toEqual({ ok: false, reason: "used" });
    expect(await counts(scene.t)).toMatchObject({ users: 1, sessions: 1, exchangesAudited: 1 });
  });

  test("is spent by the code, and the code by the token", async () => {
    const first = await newBrowser();
    const { token, code } = await askAndRead(scene, ADA, first);
    expect(await typeCode(scene, code!, first)).toMatchObject({ ok: true });
    expect(await followLink(scene, token, await newBrowser())).toEqual({ ok: false, reason: "used" });

    const second = await newBrowser();
    const mail = await askAndRead(scene, "bob@example.com", second);
    expect(await followLink(scene, mail.token, await newBrowser())).toMatchObject({ ok: true });
    expect(await typeCode(scene, mail.code!, second)).toEqual({ ok: false, reason: "used" });
  });

  test("that is refused is in the audit, with the reason and without the token", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    await followLink(scene, token, browser);
    await followLink(scene, token, await newBrowser());
    const [event] = await auditEvents(scene.t, "link.refused");
    expect(event).toMatchObject({ subject: ADA, details: { reason: "used" } });
    expect(JSON.stringify(event)).not.toContain(token);
  });
});

describe("a lost answer", () => {
  async function spent() {
    const browser = await newBrowser();
    const { token, code } = await askAndRead(scene, ADA, browser);
    const first = await followLink(scene, token, browser);
    return { browser, token, code, first: personOf(scene, first.ok ? first.setCookies : [], browser) };
  }

  test("is given again to the same attempt: the same session, and no other", async () => {
    const { browser, token, first } = await spent();
    pass(30 * SECOND);
    const again = await followLink(scene, token, browser);
    expect(again).toMatchObject({ ok: true, redirectTo: "/dashboard", isNewUser: false });
    const person = personOf(scene, again.ok ? again.setCookies : [], browser);
    expect(person.sessionId).toBe(first.sessionId);
    expect(await person.as.query(api.users.current, {})).toMatchObject({ email: ADA });
    expect(await counts(scene.t)).toMatchObject({ users: 1, sessions: 1, members: 1, exchangesAudited: 1 });
  });

  test("is given again to the same attempt by code", async () => {
    const browser = await newBrowser();
    const { code } = await askAndRead(scene, ADA, browser);
    await typeCode(scene, code!, browser);
    expect(await typeCode(scene, code!, browser)).toMatchObject({ ok: true });
    expect(await typeCode(scene, wrong(code!), browser)).toMatchObject({ ok: false });
    expect(await counts(scene.t)).toMatchObject({ sessions: 1 });
  });

  test("is not given to another attempt, even from the browser that asked", async () => {
    const { browser, token } = await spent();
    const { attempt } = await newBrowser();
    expect(await followLink(scene, token, { ...browser, attempt })).toEqual({ ok: false, reason: "used" });
  });

  test("is given until two minutes have passed, and not after", async () => {
    const { browser, token } = await spent();
    const { usedAt = NaN } = await linkOf(scene.t, ADA);
    pass(usedAt + 2 * MINUTE - 1 - Date.now());
    expect(await followLink(scene, token, browser)).toMatchObject({ ok: true });
    pass(1);
    expect(await followLink(scene, token, browser)).toEqual({ ok: false, reason: "used" });
  });

  test("does not bring a revoked session back", async () => {
    const { browser, token, first } = await spent();
    await first.as.mutation(api.sessions.revoke, { sessionId: first.sessionId });
    expect(await followLink(scene, token, browser)).toEqual({ ok: false, reason: "used" });
    expect(await counts(scene.t)).toMatchObject({ sessions: 0 });
  });

  test("is given though the link has expired since", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(scene, ADA, browser);
    const { expiresAt } = await linkOf(scene.t, ADA);
    pass(expiresAt - 1 - Date.now());
    await followLink(scene, token, browser);
    pass(MINUTE);
    expect(await followLink(scene, token, browser)).toMatchObject({ ok: true });
    expect(await members(scene.t)).toHaveLength(1);
  });
});
