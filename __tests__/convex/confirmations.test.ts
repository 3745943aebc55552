/** Step-up: which actions need a fresh proof that the account's owner is using the session, and what counts as one. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { MAX_PROOF_AGE } from "@/convex/model/people/proof";
import { followLink, newBrowser, wrong } from "./support/browser";
import { draftFor, runUntil } from "./support/campaigns";
import * as endings from "./support/endings";
import { ADMIN, type Person, signIn, signInByMinting } from "./support/people";
import { DAY, setTime, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, authRows, counts, dump, linkOf } from "./support/tables";

const BOB = "bob@example.com";
const HOUR = 60 * MINUTE;

let world: World;
/** Signed in with a mailed link, which counts as a fresh proof. */
let admin: Person;
/** The same account, signed in with a link that was not mailed, which does not count as a proof. */
let unproven: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
  unproven = await signInByMinting(world, ADMIN);
});

const REFUSAL = { data: { code: "confirm_required" } };

/** Each action that needs a proof: the maximum age of the proof in ms, and a function that performs the action. */
const DEEDS: Record<string, { age: number; act: (by: Person) => Promise<unknown> }> = {
  "making a key": { age: HOUR, act: ({ as }) => as.mutation(api.apiKeys.create, { name: "Shop" }) },
  "making a link that is not mailed": {
    age: HOUR,
    act: ({ as }) => as.mutation(api.loginLinks.create, { email: BOB }),
  },
  "making a link that is mailed": {
    age: HOUR,
    act: ({ as }) => as.mutation(api.loginLinks.create, { email: BOB, deliver: true }),
  },
  "making a link for oneself": {
    age: HOUR,
    act: ({ as }) => as.mutation(api.loginLinks.create, { email: ADMIN }),
  },
  "inviting a colleague": {
    age: HOUR,
    act: ({ as }) => as.mutation(api.people.invite, { email: BOB, role: "admin" }),
  },
  "granting a role": {
    age: HOUR,
    act: async ({ as }) => {
      const { _id: memberId, role } = await endings.memberOf(world, BOB);
      return as.mutation(api.people.setRole, { memberId, role: role === "member" ? "marketer" : "admin" });
    },
  },
  "erasing a person": {
    age: HOUR,
    // The newest member is Bob, and after Bob was erased the admin.
    act: async ({ as }) => {
      const [newest] = (await dump(world.t))["members"]!.slice(-1);
      return as.mutation(api.person.erase, { id: String(newest!["_id"]) });
    },
  },
  "launching a campaign": {
    age: 12 * HOUR,
    act: async (by) => by.as.mutation(api.campaigns.launch, { campaignId: await draftFor(by, 1) }),
  },
  "scheduling a campaign": {
    age: 12 * HOUR,
    act: async (by) =>
      by.as.mutation(api.campaigns.launch, { campaignId: await draftFor(by, 1), at: Date.now() + DAY }),
  },
};
const deeds = Object.entries(DEEDS);

const ask = (by: Person) => by.as.mutation(api.confirmations.request, {});
const spend = (by: Person, token: string) =>
  by.as.mutation(api.confirmations.confirm, { proof: { kind: "token", token } });
const type = (by: Person, code: string) =>
  by.as.mutation(api.confirmations.confirm, { proof: { kind: "code", code } });

async function askAndRead(by: Person) {
  expect(await ask(by)).toEqual({ ok: true });
  await runScheduled(world);
  return world.mail.lastTo(by.email);
}

/** The tests of behaviour that all actions share use this action. */
const makeKey = (by: Person) => DEEDS["making a key"]!.act(by);

describe("without a fresh proof", () => {
  beforeEach(async () => {
    await signInByMinting(world, BOB);
  });

  test.each(deeds)("%s is refused, and nothing changes", async (_, { act }) => {
    // Some actions create a draft before the call that is refused. The loop below checks that such a draft was not
    // launched.
    const campaigns = (await dump(world.t))["campaigns"];
    const before = await counts(world.t);
    await expect(act(unproven)).rejects.toMatchObject(REFUSAL);
    expect(await counts(world.t)).toEqual(before);
    expect((await dump(world.t))["apiKeys"]).toEqual([]);
    expect((await endings.memberOf(world, BOB)).role).toBe("member");
    for (const campaign of (await dump(world.t))["campaigns"]!.slice(campaigns!.length))
      expect(campaign["status"]).toBe("draft");
  });

  test.each(deeds)(
    "%s is allowed to a session that began with a mailed link, up to the last millisecond",
    async (_, { age, act }) => {
      const { _creationTime: beganAt } = (await authRows(world.t, "session"))[0] as { _creationTime: number };
      setTime(Math.floor(beganAt) + age - 1);
      await act(admin);
      setTime(Math.floor(beganAt) + age);
      await expect(act(admin)).rejects.toMatchObject(REFUSAL);
    },
  );

  test.each(deeds)("%s is allowed after the person confirmed their identity", async (_, { act }) => {
    const { code } = await askAndRead(unproven);
    expect(await type(unproven, code!)).toEqual({ ok: true });
    await act(unproven);
  });

  test("lowering a role, removing somebody and revoking a key need no proof, because they may be urgent", async () => {
    await endings.setRole(world, admin, BOB, "marketer");
    await endings.setRole(world, unproven, BOB, "member");
    await endings.remove(world, unproven, BOB);
    const { id } = await endings.makeKey(admin);
    await unproven.as.mutation(api.apiKeys.revoke, { apiKeyId: id });
    expect((await endings.memberOf(world, BOB)).role).toBe("member");
  });

  test("the table of maximum ages matches the actions listed in this test", () => {
    expect(MAX_PROOF_AGE).toEqual({
      ...{ makeKey: HOUR, makeLink: HOUR, grantRole: HOUR, launch: 12 * HOUR },
      ...{ addPasskey: HOUR / 6, passkeysOnly: HOUR / 6 },
      ...{ changeAddress: HOUR, deleteAccount: HOUR, erasePerson: HOUR },
    });
  });
});

describe("what counts as a proof", () => {
  test("following the link is a proof for the session that asked for it, and not for the account's other sessions", async () => {
    const other = await signInByMinting(world, ADMIN);
    const { token } = await askAndRead(unproven);
    expect(await spend(unproven, token)).toEqual({ ok: true });
    await makeKey(unproven);
    await expect(makeKey(other)).rejects.toMatchObject(REFUSAL);
    expect(await auditEvents(world.t, "session.confirmed")).toMatchObject([
      { actorName: ADMIN, details: { sessionId: unproven.sessionId } },
    ]);
  });

  test("a newer proof replaces an old one", async () => {
    advance(2 * HOUR);
    await expect(makeKey(admin)).rejects.toMatchObject(REFUSAL);
    await spend(admin, (await askAndRead(admin)).token);
    await makeKey(admin);
  });

  test("a sign-in link that a signed-in person opens is no proof, and is not spent", async () => {
    const browser = await newBrowser();
    advance(MINUTE);
    await world.t.mutation(api.loginLinks.request, {
      email: ADMIN,
      browserHash: browser.browserHash,
      client: { userAgent: null },
    });
    await runScheduled(world);
    const { token } = world.mail.lastTo(ADMIN);
    expect(await spend(unproven, token)).toEqual({ ok: false, reason: "unknown" });
    await expect(makeKey(unproven)).rejects.toMatchObject(REFUSAL);
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  });

  test("a session that began with a mailed link is a proof, even if the person was only a member then", async () => {
    const bob = await signIn(world, BOB);
    await endings.setRole(world, admin, BOB, "admin");
    await makeKey(bob);
  });
});

describe("a link that confirms", () => {
  test("is mailed to the caller's own address, with its own subject, and signs nobody in", async () => {
    const before = await counts(world.t);
    const mail = await askAndRead(unproven);
    expect(mail).toMatchObject({ to: ADMIN, subject: "Confirm it is you on Latchkey" });
    expect(mail.text).toContain("end the sessions that you do not recognise");
    expect(await followLink(world, mail.token, await newBrowser())).toEqual({ ok: false, reason: "unknown" });
    expect(await counts(world.t)).toMatchObject({ sessions: before.sessions });
    expect(await spend(unproven, mail.token)).toEqual({ ok: true });
  });

  test.each([
    ["of another session of the same account", () => signInByMinting(world, ADMIN)],
    ["of somebody else", () => signIn(world, BOB)],
  ])("does not work in a browser %s, and stays unspent", async (_, arrive) => {
    const other = await arrive();
    const { token, code } = await askAndRead(unproven);
    expect(await spend(other, token)).toEqual({ ok: false, reason: "unknown" });
    expect(await type(other, code!)).toEqual({ ok: false, reason: "unknown" });
    expect((await linkOf(world.t, ADMIN)).codeAttempts).toBe(0);
    expect(await spend(unproven, token)).toEqual({ ok: true });
  });

  test("works once", async () => {
    const { token, code } = await askAndRead(unproven);
    await spend(unproven, token);
    expect(await spend(unproven, token)).toEqual({ ok: false, reason: "used" });
    expect(await type(unproven, code!)).toEqual({ ok: false, reason: "used" });
  });

  test("at once counts once", async () => {
    const { token } = await askAndRead(unproven);
    const results = await Promise.all([spend(unproven, token), spend(unproven, token)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("expires after a quarter of an hour, and is not renewed", async () => {
    const { token } = await askAndRead(unproven);
    setTime((await linkOf(world.t, ADMIN)).expiresAt);
    expect(await spend(unproven, token)).toEqual({ ok: false, reason: "expired" });
    const { browserHash } = await newBrowser();
    const client = { userAgent: null };
    expect(await world.t.mutation(api.loginLinks.renew, { token, browserHash, client })).toEqual({
      ok: false,
      reason: "unknown",
    });
  });

  test("is revoked when a newer one is sent", async () => {
    const first = await askAndRead(unproven);
    const second = await askAndRead(unproven);
    expect(await spend(unproven, first.token)).toEqual({ ok: false, reason: "revoked" });
    expect(await spend(unproven, second.token)).toEqual({ ok: true });
  });

  test("has five tries for its code", async () => {
    const { code, token } = await askAndRead(unproven);
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await type(unproven, wrong(code!))).toEqual({ ok: false, reason: "unknown", attemptsLeft });
    expect(await type(unproven, code!)).toEqual({ ok: false, reason: "too_many_attempts" });
    expect(await spend(unproven, token)).toEqual({ ok: true });
  });

  test("is sent at most three times in a row and twenty times a day, however much others ask for", async () => {
    for (let i = 0; i < 3; i++) expect(await ask(unproven)).toEqual({ ok: true });
    expect(await ask(unproven)).toMatchObject({ ok: false, reason: "rate_limited" });
    expect(await ask(await signIn(world, BOB))).toEqual({ ok: true });
    let sent = 3;
    for (let i = 0; i < 60; i++) {
      advance(10 * MINUTE);
      if ((await ask(unproven)).ok) sent += 1;
    }
    expect(sent).toBeLessThan(20 + 10);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["removed", () => endings.remove(world, admin, BOB)],
    ["signed out", async () => (await proven()).as.mutation(api.sessions.revokeOthers, {})],
  ])("does not work for somebody who is %s", async (_, end) => {
    const bob = await signInByMinting(world, BOB);
    await endings.setRole(world, admin, BOB, "admin");
    const { token } = await askAndRead(bob);
    await end();
    await expect(spend(bob, token)).rejects.toMatchObject({ data: { code: "unauthenticated" } });
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: false });
  });

  const proven = () => signInByMinting(world, BOB);

  test("shows its code to whoever opens it, except in the browser that can use the link, and shows nothing once it is over", async () => {
    const { token, code } = await askAndRead(unproven);
    const peek = async (by: Pick<Person["caller"], "query">) => {
      const minute = Math.floor(Date.now() / MINUTE);
      return by.query(api.loginLinks.peek, { token, minute });
    };
    expect(await peek(world.t)).toMatchObject({ purpose: "confirm", confirms: { isHere: false, code } });
    expect(await peek(admin.caller)).toMatchObject({ confirms: { isHere: false, code } });
    expect(await peek(unproven.caller)).toMatchObject({ confirms: { isHere: true, code: null } });
    await spend(unproven, token);
    expect(await peek(world.t)).toMatchObject({ state: "used", confirms: { isHere: false, code: null } });
  });
});

describe("proofs that are too old for every action", () => {
  test("are deleted by the sweep", async () => {
    expect((await dump(world.t))["proofs"]).toHaveLength(1);
    advance(12 * HOUR + MINUTE);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect((await dump(world.t))["proofs"]).toEqual([]);
  });
});

test("an API key and backend code make links without a proof", async () => {
  const { key } = await endings.makeKey(admin);
  advance(DAY);
  expect(await endings.mintWith(world, key, BOB)).toMatchObject({ ok: true });
  expect(await world.t.mutation(internal.loginLinks.mint, { email: BOB })).toMatchObject({
    linkId: expect.any(String),
  });
});

test("a scheduled campaign is launched even if the proof has expired by then", async () => {
  const campaignId = await draftFor(admin, 1);
  await admin.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + MINUTE });
  await world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("proofs").collect()) await db.delete("proofs", _id);
  });
  await runUntil(world, campaignId, "sent");
  expect(world.mail.lastTo("reader000@example.com").subject).toContain("Come in");
});
