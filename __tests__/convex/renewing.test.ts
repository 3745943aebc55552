/** "Email me a new link": a visitor with an expired link can request a new one. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { askAndRead, followLink, newBrowser, newIp, typeCode, visitorAt } from "./support/browser";
import { tokenOf } from "./support/people";
import { setTime, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { linkOf, links, members } from "./support/tables";

const ADA = "ada@example.com";
const FIRST_BROWSER = { browserHash: "0".repeat(64) };
const PROMISE = { ok: true, cooldownSeconds: 60 };

let world: World;
beforeEach(async () => {
  world = await start();
});

async function renew(token: string) {
  const browser = await newBrowser();
  const answer = await renewOnly(token, newIp(), browser);
  await runScheduled(world);
  return { answer, browser };
}

async function renewOnly(
  token: string,
  ip: string,
  { browserHash }: { browserHash: string } = FIRST_BROWSER,
) {
  const client = await visitorAt(ip, "loginLinks:renew");
  return world.t.mutation(api.loginLinks.renew, { token, browserHash, client });
}

async function expiredMint(fields: { name?: string; next?: string; metadata?: Record<string, string> } = {}) {
  const { url, expiresAt } = await world.t.mutation(internal.loginLinks.mint, {
    email: ADA,
    expiresInMinutes: 5,
    ...fields,
  });
  setTime(expiresAt);
  return tokenOf(url);
}

describe("an expired link", () => {
  test("that somebody asked for: a new link is mailed to the same address, and its code works in the browser that asked", async () => {
    const { token } = await askAndRead(world, ADA, await newBrowser());
    setTime((await linkOf(world.t, ADA)).expiresAt);
    const { answer, browser } = await renew(token);
    expect(answer).toEqual(PROMISE);
    expect(await typeCode(world, world.mail.lastTo(ADA).code!, browser)).toMatchObject({ ok: true });
  });

  test("is renewed without revealing the address", async () => {
    const { answer } = await renew(await expiredMint());
    expect(JSON.stringify(answer)).not.toContain("ada");
    expect(answer).toEqual(PROMISE);
  });

  test("passes its purpose, name, path, profile and lifetime on to the new link", async () => {
    const token = await expiredMint({ name: "Ada", next: "/settings/profile", metadata: { plan: "team" } });
    await renew(token);
    const [before, after] = await links(world.t);
    expect(after).toMatchObject({
      purpose: "minted",
      email: ADA,
      name: "Ada",
      next: "/settings/profile",
      metadata: { plan: "team" },
      lifetime: before!.lifetime,
      mintedBy: { kind: "backend" },
    });
    const result = await followLink(world, world.mail.lastTo(ADA).token, await newBrowser());
    expect(result).toMatchObject({ ok: true, redirectTo: "/settings/profile" });
    expect((await members(world.t))[0]).toMatchObject({ profile: { plan: "team" } });
  });

  test("is replaced by a mailed link, which verifies the address even if the old one could not", async () => {
    await renew(await expiredMint());
    const [before, after] = await links(world.t);
    expect([before?.verifiesEmail, after?.verifiesEmail]).toEqual([false, true]);
  });

  test("is over after that, and the new link can be renewed again", async () => {
    const first = await expiredMint();
    await renew(first);
    advance(10 * MINUTE);
    const second = world.mail.lastTo(ADA).token;
    expect(await followLink(world, second, await newBrowser())).toEqual({ ok: false, reason: "expired" });
    expect((await renew(second)).answer).toEqual(PROMISE);
    expect(world.mail.mails).toHaveLength(2);
  });

  test("is renewed even if only invited people can sign up, because its holder was let in once", async () => {
    world = await start({ SIGN_UP: "invite-only" });
    await renew(await expiredMint());
    expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA]);
  });

  test("leads to a link that asks first in a browser that did not ask for the old one, because the address may be somebody else's", async () => {
    const { browser } = await renew(await expiredMint());
    expect(await isOneClick(world.mail.lastTo(ADA).token, browser.browserHash)).toBe(false);
  });

  test("leads to a link that signs in with one click in the browser that asked for the old one", async () => {
    const { browserHash } = await newBrowser();
    const { token } = await askAndRead(world, ADA, { browserHash, attempt: "" });
    setTime((await linkOf(world.t, ADA)).expiresAt);
    await world.t.mutation(api.loginLinks.renew, { token, browserHash, client: { userAgent: null } });
    await runScheduled(world);
    expect(await isOneClick(world.mail.lastTo(ADA).token, browserHash)).toBe(true);
  });

  async function isOneClick(token: string, browserHash: string): Promise<boolean> {
    const minute = Math.floor(Date.now() / MINUTE);
    const view = await world.t.query(api.loginLinks.peek, { token, minute, browserHash });
    return view.state === "ready" && view.isRequestingBrowser === true;
  }

  test("counts towards the limits of its address: one mail a minute", async () => {
    const token = await expiredMint();
    for (let i = 0; i < 5; i++) expect((await renew(token)).answer).toEqual(PROMISE);
    expect(world.mail.mails).toHaveLength(1);
  });

  test("counts towards the limits of its caller, like asking for a link", async () => {
    const token = await expiredMint();
    const answers = [];
    for (let i = 0; i < 310; i++) answers.push(await renewOnly(token, "203.0.113.9"));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(300);
    expect(answers.at(-1)).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});

describe("a link that is over for another reason", () => {
  test("passes nothing on: a used link leads to an ordinary sign-in link", async () => {
    const { url } = await world.t.mutation(internal.loginLinks.mint, {
      email: ADA,
      metadata: { plan: "team" },
    });
    await followLink(world, tokenOf(url), await newBrowser());
    expect((await renew(tokenOf(url))).answer).toEqual(PROMISE);
    const renewed = (await links(world.t)).at(-1)!;
    expect(renewed).toMatchObject({ purpose: "sign-in", email: ADA });
    expect(renewed).not.toHaveProperty("metadata");
  });

  test("a revoked invitation cannot be renewed if only invited people can sign up", async () => {
    world = await start({ SIGN_UP: "invite-only" });
    const { url, linkId } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    await world.t.run(({ db }) => db.patch("loginLinks", linkId, { revokedAt: Date.now() }));
    expect((await renew(tokenOf(url))).answer).toEqual(PROMISE);
    expect(world.mail.mails).toHaveLength(0);
    expect((await links(world.t)).at(-1)).toMatchObject({ isDecoy: true });
  });

  test('an unknown link is answered with "unknown", and no mail is sent', async () => {
    expect((await renew("a".repeat(43))).answer).toEqual({ ok: false, reason: "unknown" });
    expect(world.mail.mails).toHaveLength(0);
  });
});
