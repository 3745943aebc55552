import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { signMinute } from "@latchkey/login-links/http";
import { askAndRead, followLink, newBrowser, typeCode } from "./support/browser";
import { ADMIN, signIn, tokenOf } from "./support/people";
import { MINUTE, advance, type World, start } from "./support/world";
import { dump, links } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

function peek(
  token: string,
  { browserHash, as }: { browserHash?: string; as?: Pick<World["t"], "query"> } = {},
) {
  const minute = Math.floor(Date.now() / MINUTE);
  const args = { token, minute, ...(browserHash === undefined ? {} : { browserHash }) };
  return (as ?? world.t).query(api.loginLinks.peek, args);
}

test("shows the masked address of a link, and nothing else about the person", async () => {
  const { url } = await world.t.mutation(internal.loginLinks.mint, {
    email: ADA,
    name: "Ada",
    next: "/settings",
  });
  expect(await peek(tokenOf(url))).toEqual({
    state: "ready",
    purpose: "minted",
    email: null,
    maskedEmail: "a•••@example.com",
    name: "Ada",
    invitedBy: null,
    about: null,
    isInviteRevoked: false,
    grantsRole: null,
    next: "/settings",
    isRequestingBrowser: false,
    codeElsewhere: null,
    viewer: "none",
    viewerEmail: null,
  });
});

describe("the full address", () => {
  const SECRET = () => process.env.INTERNAL_PROXY_SECRET ?? "";
  /** Calls the query as Next.js does. `now` is the time on the clock of the Next.js server. */
  const lookAt = async (token: string, now = Date.now(), secret = SECRET()) =>
    world.t.query(api.loginLinks.peek, { token, ...(await signMinute(secret, now)) });
  const mintFor = async (email: string) =>
    tokenOf((await world.t.mutation(internal.loginLinks.mint, { email, expiresInMinutes: 5 })).url);

  test("is shown for a link that is ready", async () => {
    expect(await lookAt(await mintFor(ADA))).toMatchObject({ state: "ready", email: ADA });
  });

  test("is not shown for a link that is over", async () => {
    const [used, expired] = [await mintFor(ADA), await mintFor("bob@example.com")];
    await followLink(world, used, await newBrowser());
    advance(5 * MINUTE);
    const revoked = await mintFor("eve@example.com");
    await mintFor("eve@example.com");
    for (const [token, state] of [
      [used, "used"],
      [expired, "expired"],
      [revoked, "revoked"],
    ] as const)
      expect(await lookAt(token)).toMatchObject({
        state,
        email: null,
        maskedEmail: expect.stringContaining("•••"),
      });
  });

  test("is hidden from a caller who passes an earlier time", async () => {
    const token = await mintFor(ADA);
    const earlier = await signMinute(SECRET(), Date.now());
    advance(6 * MINUTE);
    const { minuteSignature } = await signMinute(SECRET(), Date.now());
    const { minute } = earlier;
    for (const args of [{ minute }, { minute, minuteSignature }, { minute, minuteSignature: "" }]) {
      const view = await world.t.query(api.loginLinks.peek, { token, ...args });
      expect(view).toMatchObject({ state: "ready", email: null });
    }
    const forged = await signMinute("x".repeat(40), minute * MINUTE);
    expect(await world.t.query(api.loginLinks.peek, { token, ...forged })).toMatchObject({ email: null });
  });
});

describe("the code to type in the browser that asked", () => {
  const lookFrom = async (token: string, { browserHash }: { browserHash?: string } = {}) => {
    const clock = await signMinute(process.env.INTERNAL_PROXY_SECRET ?? "", Date.now());
    const view = await world.t.query(api.loginLinks.peek, { token, ...clock, browserHash });
    return view.state === "unknown" ? undefined : view.codeElsewhere;
  };

  test("is shown in every browser except the one that asked", async () => {
    const browser = await newBrowser();
    const { token, code } = await askAndRead(world, ADA, browser);
    expect(await lookFrom(token)).toBe(code);
    expect(await lookFrom(token, await newBrowser())).toBe(code);
    expect(await lookFrom(token, browser)).toBeNull();
  });

  test("signs in the browser that asked, and spends the link", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    expect(await typeCode(world, (await lookFrom(token)) ?? "", browser)).toMatchObject({ ok: true });
    expect(await lookFrom(token)).toBeNull();
  });

  test("is not shown if the link is over, if the code was tried too often, or without the time signed by our server", async () => {
    const browser = await newBrowser();
    const { token, code } = await askAndRead(world, ADA, browser);
    expect(await peek(token)).toMatchObject({ state: "ready", codeElsewhere: null });
    const wrong = code === "111111" ? "222222" : "111111";
    for (let tries = 0; tries < 5; tries++) await typeCode(world, wrong, browser);
    expect(await lookFrom(token)).toBeNull();
    const second = await askAndRead(world, "bob@example.com", await newBrowser());
    advance(16 * MINUTE);
    expect(await lookFrom(second.token)).toBeNull();
  });

  test("is not shown for a link that no browser asked for, because its mail has no code", async () => {
    const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    expect(await lookFrom(tokenOf(url))).toBeNull();
  });
});

test("names the person who made the link, if there was one", async () => {
  const admin = await signIn(world, ADMIN);
  const { url } = await admin.as.mutation(api.loginLinks.create, { email: ADA });
  expect(await peek(tokenOf(url))).toMatchObject({ invitedBy: ADMIN });
});

test('says only "unknown" for a token that is not in the table', async () => {
  for (const token of ["", "x", "a".repeat(43)]) expect(await peek(token)).toEqual({ state: "unknown" });
});

test("distinguishes the browser that asked from every other", async () => {
  const browser = await newBrowser();
  const { token } = await askAndRead(world, ADA, browser);
  expect(await peek(token, browser)).toMatchObject({ isRequestingBrowser: true });
  expect(await peek(token, await newBrowser())).toMatchObject({ isRequestingBrowser: false });
  expect(await peek(token, { browserHash: "" })).toMatchObject({ isRequestingBrowser: false });
  expect(await peek(token)).toMatchObject({ isRequestingBrowser: false });
});

test("no browser counts as the one that asked for a link that no browser asked for", async () => {
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
  for (const browserHash of ["", " ", "undefined", "null"]) {
    expect(await peek(tokenOf(url), { browserHash })).toMatchObject({ isRequestingBrowser: false });
  }
});

test("says whether the link's owner, somebody else or nobody is signed in here", async () => {
  const ada = await signIn(world, ADA);
  const bob = await signIn(world, "bob@example.com");
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
  const token = tokenOf(url);
  expect(await peek(token)).toMatchObject({ viewer: "none", viewerEmail: null });
  expect(await peek(token, ada)).toMatchObject({ viewer: "same", viewerEmail: ADA });
  expect(await peek(token, bob)).toMatchObject({ viewer: "other", viewerEmail: "bob@example.com" });
  await bob.as.mutation(api.sessions.revokeOthers, {});
  await bob.as.mutation(api.sessions.revoke, { sessionId: bob.sessionId });
  expect(await peek(token, bob)).toMatchObject({ viewer: "none" });
});

test("spends nothing and writes nothing, even if it is repeated", async () => {
  const browser = await newBrowser();
  const { token } = await askAndRead(world, ADA, browser);
  const before = await dump(world.t);
  for (let i = 0; i < 20; i++) await peek(token, browser);
  await peek("a".repeat(43));
  expect(await dump(world.t)).toEqual(before);
  expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
});

test("returns every state", async () => {
  const browser = await newBrowser();
  const asked = await askAndRead(world, ADA, browser);
  const states = [await peek(asked.token)];
  const minted = await world.t.mutation(internal.loginLinks.mint, { email: "bob@example.com" });
  await followLink(world, tokenOf(minted.url), await newBrowser());
  states.push(await peek(tokenOf(minted.url)));

  const retired = await world.t.mutation(internal.loginLinks.mint, { email: "cy@example.com" });
  await world.t.mutation(internal.loginLinks.mint, { email: "cy@example.com" });
  states.push(await peek(tokenOf(retired.url)));

  const { expiresAt } = (await links(world.t))[0]!;
  const minute = Math.ceil(expiresAt / MINUTE);
  const late = await world.t.mutation(internal.loginLinks.mint, {
    email: "di@example.com",
    expiresInMinutes: 5,
  });
  states.push(await world.t.query(api.loginLinks.peek, { token: tokenOf(late.url), minute }));
  expect(states.map(({ state }) => state)).toEqual(["ready", "used", "revoked", "expired"]);
});
