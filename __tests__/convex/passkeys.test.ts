/** Passkeys: how they are made and used, when they are refused, and how an account is recovered without them. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { Credential, keysOf, type Kind, type Lies } from "./support/authenticator";
import { ask, askAndRead, followLink, newBrowser, newIp, typeCode, USER_AGENT } from "./support/browser";
import { addPasskey, openSignInPage, personWith, send, signInWith } from "./support/passkeys";
import { parseCookies, type Person, signIn, signInByMinting, tokenOf } from "./support/people";
import { DAY, MINUTE, advance, type World, start } from "./support/world";
import { auditEvents, dump } from "./support/tables";

const ADA = "ada@example.com";
const HOUR = 60 * MINUTE;

let world: World;
let ada: Person;
beforeEach(async () => {
  world = await start();
  ada = await signIn(world, ADA);
});

const listOf = ({ as }: Person) => as.query(api.passkeys.list, {});
async function onlyOf(person: Person) {
  const { passkeys } = await listOf(person);
  if (passkeys.length !== 1 || !passkeys[0]) throw new Error(`There are ${passkeys.length} passkeys.`);
  return passkeys[0].id;
}
const currentOf = ({ as }: Person) => as.query(api.users.current, {});
const without = async (what: () => Promise<unknown>) => {
  const before = await dump(world.t);
  await expect(what()).rejects.toThrow();
  expect(await dump(world.t)).toEqual(before);
};

describe("a passkey", () => {
  test.each(["ES256", "RS256", "EdDSA"] satisfies Kind[])(
    "of %s can be added, and signs in",
    async (kind) => {
      const credential = await addPasskey(ada, { kind });
      const back = await personWith(world, credential);
      expect(await currentOf(back)).toMatchObject({ email: ADA, id: ada.userId });
      expect(back.sessionId).not.toBe(ada.sessionId);
    },
  );

  test("sets the same cookies as a link", async () => {
    const result = await signInWith(world, await addPasskey(ada));
    const cookies = parseCookies(result.ok ? result.setCookies : []);
    expect(Object.keys(cookies)).toEqual(Object.keys(ada.cookies));
    for (const [name, { attributes }] of Object.entries(cookies))
      expect(attributes).toEqual(ada.cookies[name]?.attributes);
  });

  test("is named after its device, and shows when it was last used and whether it is backed up", async () => {
    const credential = await addPasskey(ada);
    expect((await listOf(ada)).passkeys).toMatchObject([
      { name: "Chrome on macOS", lastUsedAt: null, isBackedUp: false, isCopied: false },
    ]);
    advance(MINUTE);
    await signInWith(world, credential, { isBackedUp: true });
    expect((await listOf(ada)).passkeys).toMatchObject([{ lastUsedAt: Date.now(), isBackedUp: true }]);
  });

  test("is audited when it is added, used, refused and removed", async () => {
    const credential = await addPasskey(ada);
    await signInWith(world, credential);
    await signInWith(world, credential, { origin: "https://evil.example" });
    await ada.as.mutation(api.passkeys.remove, { passkeyId: await onlyOf(ada) });
    const actions = (await auditEvents(world.t)).map(({ action }) => action);
    expect(actions.filter((action) => String(action).startsWith("passkey"))).toEqual([
      "passkey.added",
      "passkey.used",
      "passkey.refused",
      "passkey.removed",
    ]);
  });

  test("uses a random handle for the account, the same for all its passkeys, which is not the user's id", async () => {
    const [first, second] = [await addPasskey(ada), await addPasskey(ada)];
    expect(first.userHandle).toBe(second.userHandle);
    expect(first.userHandle).toMatch(/^[\w-]{43}$/);
    expect(first.userHandle).not.toContain(ada.userId);
  });

  test("whose counter stays zero signs in more than once", async () => {
    const credential = await addPasskey(ada, { counts: false });
    for (let times = 0; times < 3; times++) await personWith(world, credential);
  });

  test("two accounts on one device each sign in as themselves", async () => {
    const bob = await signIn(world, "bob@example.com");
    const [hers, his] = [await addPasskey(ada), await addPasskey(bob)];
    expect(await currentOf(await personWith(world, his))).toMatchObject({ email: "bob@example.com" });
    expect(await currentOf(await personWith(world, hers))).toMatchObject({ email: ADA });
    expect(hers.userHandle).not.toBe(his.userHandle);
  });
});

describe("a passkey signs nobody in", () => {
  const refusedWith = async (credential: Credential, lies: Lies) => {
    const before = (await listOf(ada)).passkeys[0];
    const result = await signInWith(world, credential, lies);
    const after = (await listOf(ada)).passkeys[0];
    return { result, isUnchanged: after?.lastUsedAt === before?.lastUsedAt };
  };

  test.each<[string, Lies]>([
    ["at another origin", { origin: "https://evil.example" }],
    ["at another port of this host", { origin: "https://latchkey.example:8443" }],
    ["on a subdomain", { origin: "https://www.latchkey.example" }],
    ["over plain http", { origin: "http://latchkey.example" }],
    ["for another site", { rpId: "evil.example" }],
    ["without user verification", { isUnverified: true }],
    ["with another account's handle", { userHandle: "x".repeat(43) }],
  ])("%s", async (_, lies) => {
    const credential = await addPasskey(ada);
    expect(await refusedWith(credential, lies)).toEqual({
      result: { ok: false, reason: "not_verified" },
      isUnchanged: true,
    });
    expect(await signInWith(world, credential)).toMatchObject({ ok: true });
  });

  test("with a signature by another key", async () => {
    const credential = await addPasskey(ada);
    const { result } = await refusedWith(credential, { key: await keysOf("ES256") });
    expect(result).toEqual({ ok: false, reason: "not_verified" });
  });

  test("when the same answer is sent twice, one after the other or at once", async () => {
    const credential = await addPasskey(ada);
    const page = await openSignInPage();
    const answer = await credential.assert(page.challenge);
    const results = await Promise.all([1, 2, 3].map(() => send(world, answer, page)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const again = await send(world, answer, page);
    expect(again).toEqual({ ok: false, reason: "replayed" });
  });

  test("with an answer to another browser's challenge, or to an unknown challenge", async () => {
    const credential = await addPasskey(ada);
    const [page, other] = [await openSignInPage(), await openSignInPage()];
    expect(await send(world, await credential.assert(page.challenge), other)).toMatchObject({ ok: false });
    for (const challenge of ["", "x", page.challenge.slice(0, -2), "a".repeat(163)])
      expect(await send(world, await credential.assert(challenge), page)).toEqual({
        ok: false,
        reason: "not_verified",
      });
  });

  test("with a challenge that was made for another purpose", async () => {
    const credential = await addPasskey(ada);
    const { challenge } = await ada.as.mutation(api.passkeys.beginConfirmation, {});
    const holder = ada.sessionId;
    expect(await send(world, await credential.assert(challenge), { holder })).toMatchObject({
      reason: "not_verified",
    });
  });

  test("from exactly an hour after the page was opened", async () => {
    const credential = await addPasskey(ada);
    const page = await openSignInPage();
    const answer = await credential.assert(page.challenge);
    advance(HOUR);
    expect(await send(world, answer, page)).toEqual({ ok: false, reason: "expired" });
    const late = await openSignInPage(Date.now() - HOUR + 1);
    expect(await send(world, await credential.assert(late.challenge), late)).toMatchObject({ ok: true });
  });

  test("with a counter that went back, and the list says that the passkey may have been copied", async () => {
    const credential = await addPasskey(ada);
    await signInWith(world, credential, { counter: 9 });
    expect(await signInWith(world, credential, { counter: 9 })).toEqual({ ok: false, reason: "copied" });
    expect(await signInWith(world, credential, { counter: 3 })).toEqual({ ok: false, reason: "copied" });
    expect((await listOf(ada)).passkeys).toMatchObject([{ isCopied: true }]);
    expect(await signInWith(world, credential, { counter: 10 })).toMatchObject({ ok: true });
  });

  test("with a counter that went back and a wrong signature, and the list does not say that it may have been copied", async () => {
    const credential = await addPasskey(ada);
    await signInWith(world, credential, { counter: 9 });
    await signInWith(world, credential, { counter: 1, key: await keysOf("ES256") });
    expect((await listOf(ada)).passkeys).toMatchObject([{ isCopied: false }]);
  });

  test("from the moment it is removed", async () => {
    const credential = await addPasskey(ada);
    await ada.as.mutation(api.passkeys.remove, { passkeyId: await onlyOf(ada) });
    expect(await signInWith(world, credential)).toEqual({ ok: false, reason: "unknown_passkey" });
  });

  test("if nobody has registered it", async () => {
    expect(await signInWith(world, await Credential.make("nobody"))).toEqual({
      ok: false,
      reason: "unknown_passkey",
    });
  });

  test("after too many failures from one address: then the answer only says to wait", async () => {
    const [credential, ip] = [await Credential.make("nobody"), newIp()];
    const results: unknown[] = [];
    for (let tries = 0; tries < 40; tries++) {
      const page = await openSignInPage();
      results.push(await send(world, await credential.assert(page.challenge), page, ip));
    }
    expect(results.at(-1)).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});

describe("adding a passkey", () => {
  test("needs a proof from the last ten minutes", async () => {
    advance(10 * MINUTE);
    await expect(ada.as.mutation(api.passkeys.beginRegistration, {})).rejects.toThrow("confirm_required");
  });

  test("needs the proof again when the passkey is stored", async () => {
    const { challenge } = await ada.as.mutation(api.passkeys.beginRegistration, {});
    const attestation = await (await Credential.make("x")).attest(challenge);
    advance(10 * MINUTE);
    await expect(
      ada.as.mutation(api.passkeyCeremonies.register, { attestation, userAgent: USER_AGENT }),
    ).rejects.toThrow("confirm_required");
  });

  test("is not allowed in a session that began with a link that was not mailed", async () => {
    const eve = await signInByMinting(world, ADA);
    await without(() => eve.as.mutation(api.passkeys.beginRegistration, {}));
  });

  const tryToMake = async (person: Person, challenge: string, lies: Lies = {}, credential?: Credential) => {
    const made = credential ?? (await Credential.make("x"));
    const attestation = await made.attest(challenge, lies);
    return person.as.mutation(api.passkeyCeremonies.register, { attestation, userAgent: USER_AGENT });
  };

  test.each<[string, Lies]>([
    ["at another origin", { origin: "https://evil.example" }],
    ["for another site", { rpId: "evil.example" }],
    ["without user verification", { isUnverified: true }],
  ])("%s stores nothing", async (_, lies) => {
    const { challenge } = await ada.as.mutation(api.passkeys.beginRegistration, {});
    expect(await tryToMake(ada, challenge, lies)).toEqual({ ok: false, reason: "not_verified" });
    expect((await listOf(ada)).passkeys).toEqual([]);
  });

  test("with another session's challenge, or with the same one twice, stores nothing", async () => {
    const bob = await signIn(world, "bob@example.com");
    const { challenge } = await ada.as.mutation(api.passkeys.beginRegistration, {});
    expect(await tryToMake(bob, challenge)).toEqual({ ok: false, reason: "not_verified" });
    expect(await tryToMake(ada, challenge)).toMatchObject({ ok: true });
    expect(await tryToMake(ada, challenge)).toEqual({ ok: false, reason: "replayed" });
  });

  test("cannot take over somebody else's passkey", async () => {
    const credential = await addPasskey(ada);
    const bob = await signIn(world, "bob@example.com");
    const { challenge } = await bob.as.mutation(api.passkeys.beginRegistration, {});
    await expect(tryToMake(bob, challenge, {}, credential)).rejects.toThrow("already been added");
    expect(await currentOf(await personWith(world, credential))).toMatchObject({ email: ADA });
  });

  test("is limited to twenty passkeys", async () => {
    for (let made = 0; made < 20; made++) await addPasskey(ada, { counts: false });
    await expect(addPasskey(ada)).rejects.toThrow("at most 20");
  });
});

describe("the list of passkeys", () => {
  test("is the viewer's own, and nobody else can rename or remove its passkeys", async () => {
    await addPasskey(ada);
    const bob = await signIn(world, "bob@example.com");
    const passkeyId = await onlyOf(ada);
    expect((await listOf(bob)).passkeys).toEqual([]);
    await without(() => bob.as.mutation(api.passkeys.rename, { passkeyId, name: "Mine" }));
    await without(() => bob.as.mutation(api.passkeys.remove, { passkeyId }));
  });

  test("accepts names of one line of plain text, neither empty nor too long", async () => {
    await addPasskey(ada);
    const passkeyId = await onlyOf(ada);
    await ada.as.mutation(api.passkeys.rename, { passkeyId, name: " My\n phone\u202e " });
    expect((await listOf(ada)).passkeys).toMatchObject([{ name: "My phone" }]);
    for (const name of ["", "  ", "x".repeat(61)])
      await without(() => ada.as.mutation(api.passkeys.rename, { passkeyId, name }));
  });
});

describe('"Confirm it is you"', () => {
  const confirm = async (person: Person, credential: Credential, lies?: Lies) => {
    const { challenge } = await person.as.mutation(api.passkeys.beginConfirmation, {});
    const assertion = await credential.assert(challenge, lies);
    return person.as.mutation(api.passkeyCeremonies.confirm, { assertion });
  };

  test("accepts one's own passkey", async () => {
    const credential = await addPasskey(ada);
    advance(2 * HOUR);
    await expect(ada.as.mutation(api.passkeys.beginRegistration, {})).rejects.toThrow("confirm_required");
    expect(await confirm(ada, credential)).toEqual({ ok: true });
    await ada.as.mutation(api.passkeys.beginRegistration, {});
  });

  test("refuses somebody else's passkey, and one without user verification", async () => {
    const bob = await signIn(world, "bob@example.com");
    const [hers, his] = [await addPasskey(ada), await addPasskey(bob)];
    advance(2 * HOUR);
    expect(await confirm(ada, his)).toEqual({ ok: false, reason: "unknown_passkey" });
    expect(await confirm(ada, hers, { isUnverified: true })).toEqual({ ok: false, reason: "not_verified" });
    await expect(ada.as.mutation(api.passkeys.beginRegistration, {})).rejects.toThrow("confirm_required");
  });
});

describe("an account with passkeys only", () => {
  let credential: Credential;
  beforeEach(async () => {
    credential = await addPasskey(ada);
    await ada.as.mutation(api.passkeys.setPasskeysOnly, { isOn: true });
    advance(10 * MINUTE);
  });

  const followNew = async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    return followLink(world, token, browser);
  };

  test("needs a passkey and a fresh proof", async () => {
    const bob = await signIn(world, "bob@example.com");
    await without(() => bob.as.mutation(api.passkeys.setPasskeysOnly, { isOn: true }));
    await without(() => ada.as.mutation(api.passkeys.setPasskeysOnly, { isOn: false }));
  });

  test("cannot be opened by a link, whoever made it, or by a code", async () => {
    expect(await followNew()).toEqual({ ok: false, reason: "held" });
    const minted = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    expect(await followLink(world, tokenOf(minted.url), await newBrowser())).toMatchObject({
      reason: "held",
    });
    advance(MINUTE);
    const browser = await newBrowser();
    const { code } = await askAndRead(world, ADA, browser);
    expect(await typeCode(world, code ?? "", browser)).toMatchObject({ reason: "held" });
    expect(await signInWith(world, credential)).toMatchObject({ ok: true });
  });

  test("can be opened by a link 72 hours after the first one, and accepts links again from then on", async () => {
    await followNew();
    advance(72 * HOUR - MINUTE / 2);
    expect(await followNew()).toMatchObject({ reason: "held" });
    advance(MINUTE);
    expect(await followNew()).toMatchObject({ ok: true });
    advance(MINUTE);
    expect(await followNew()).toMatchObject({ ok: true });
    expect(await listOf(await personWith(world, credential))).toMatchObject({ isPasskeysOnly: false });
  });

  test("ends a recovery that nobody used for a week", async () => {
    await followNew();
    advance(10 * DAY);
    expect(await followNew()).toMatchObject({ reason: "held" });
    advance(MINUTE);
    expect(await followNew()).toMatchObject({ reason: "held" });
  });

  test("ends a recovery when somebody signs in with a passkey", async () => {
    await followNew();
    advance(71 * HOUR);
    await personWith(world, credential);
    advance(2 * HOUR);
    expect(await followNew()).toMatchObject({ reason: "held" });
  });

  test("keeps its last passkey, and a mailed code does not confirm identity", async () => {
    const passkeyId = await onlyOf(ada);
    await without(() => ada.as.mutation(api.passkeys.remove, { passkeyId }));
    await without(() => ada.as.mutation(api.confirmations.request, {}));
  });

  test("gets the same answer as others when a link is asked for", async () => {
    expect(await ask(world, ADA, await newBrowser())).toEqual(
      await ask(world, "nobody@example.com", await newBrowser()),
    );
  });
});

test("used challenges are deleted when they would have expired", async () => {
  const credential = await addPasskey(ada);
  await signInWith(world, credential);
  const spent = async () => (await dump(world.t)).spentChallenges?.length;
  await world.t.mutation(internal.model.sweeping.sweep, {});
  expect(await spent()).toBe(2);
  advance(HOUR + 1);
  await world.t.mutation(internal.model.sweeping.sweep, {});
  expect(await spent()).toBe(0);
});
