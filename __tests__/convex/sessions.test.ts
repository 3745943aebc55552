import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { cookieHeader, type Person, signIn } from "./support/people";
import { MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { addAuthRow, auditEvents, authRows, counts } from "./support/tables";

const ADA = "ada@example.com";
const BOB = "bob@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

async function signInAgain(email: string): Promise<Person> {
  advance(4 * MINUTE);
  return signIn(world, email);
}

function current(person: Person) {
  return person.as.query(api.users.current, {});
}

describe("the list", () => {
  test("contains each of one's own sessions, the current one first, and no token", async () => {
    const older = await signIn(world, ADA);
    const newer = await signInAgain(ADA);
    await signIn(world, BOB);
    const list = await older.as.query(api.sessions.list, {});
    expect(list.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [older.sessionId, true],
      [newer.sessionId, false],
    ]);
    expect(list[0]).toMatchObject({
      userAgent: expect.stringContaining("Chrome"),
      ipAddress: expect.any(String),
    });
    expect(Object.keys(list[0]!).sort()).toEqual([
      "createdAt",
      "id",
      "ipAddress",
      "isCurrent",
      "lastUsedAt",
      "name",
      "userAgent",
    ]);
  });
});

describe("revoking", () => {
  test("a session ends it at once, although its JWT has not expired", async () => {
    const ada = await signIn(world, ADA);
    const elsewhere = await signInAgain(ADA);
    await ada.as.mutation(api.sessions.revoke, { sessionId: elsewhere.sessionId });
    expect(await current(elsewhere)).toBeNull();
    expect(await current(ada)).toMatchObject({ email: ADA });
    await expect(elsewhere.as.query(api.sessions.list, {})).rejects.toMatchObject({
      data: { code: "unauthenticated" },
    });
    expect(await auditEvents(world.t, "session.revoked")).toMatchObject([
      { actor: { email: ADA }, subject: ADA, details: { sessionId: elsewhere.sessionId } },
    ]);
  });

  test("the current session signs out here", async () => {
    const ada = await signIn(world, ADA);
    await ada.as.mutation(api.sessions.revoke, { sessionId: ada.sessionId });
    expect(await current(ada)).toBeNull();
  });

  test("all others leaves the current session, and other people's", async () => {
    const first = await signIn(world, ADA);
    const second = await signInAgain(ADA);
    const third = await signInAgain(ADA);
    const bob = await signIn(world, BOB);
    expect(await second.as.mutation(api.sessions.revokeOthers, {})).toEqual({ revoked: 2 });
    expect(await current(first)).toBeNull();
    expect(await current(third)).toBeNull();
    expect(await current(second)).toMatchObject({ email: ADA });
    expect(await current(bob)).toMatchObject({ email: BOB });
    expect(await auditEvents(world.t, "session.revoked")).toMatchObject([{ details: { revoked: 2 } }]);
  });

  test("all others works for any number of sessions", async () => {
    const ada = await signIn(world, ADA);
    const [session] = await authRows(world.t, "session");
    const { _id, _creationTime, ...fields } = session!;
    for (let i = 0; i < 1_200; i++) await addAuthRow(world.t, "session", { ...fields, token: `other ${i}` });
    expect(await ada.as.mutation(api.sessions.revokeOthers, {})).toEqual({ revoked: 1_000 });
    await runScheduled(world);
    expect((await authRows(world.t, "session")).map(({ _id }) => _id)).toEqual([ada.sessionId]);
  });

  test("somebody else's session gets the same answer as an unknown one", async () => {
    const ada = await signIn(world, ADA);
    const bob = await signIn(world, BOB);
    const refusals = [];
    for (const sessionId of [bob.sessionId, "nonsense", ""]) {
      const refused = ada.as.mutation(api.sessions.revoke, { sessionId });
      refusals.push(await refused.catch((error: { data: unknown }) => error.data));
    }
    expect(refusals[0]).toMatchObject({ code: "not_found" });
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(await current(bob)).toMatchObject({ email: BOB });
    expect(await counts(world.t)).toMatchObject({ sessions: 2 });
  });
});

describe("signing out over HTTP", () => {
  test("ends the session of the cookies", async () => {
    const ada = await signIn(world, ADA);
    const response = await world.t.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { cookie: cookieHeader(ada.cookies), origin: "https://latchkey.example" },
    });
    expect(response.status).toBe(200);
    expect(await current(ada)).toBeNull();
    expect(await counts(world.t)).toMatchObject({ sessions: 0 });
  });

  test("is refused to another site, even with the cookies", async () => {
    const ada = await signIn(world, ADA);
    const response = await world.t.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { cookie: cookieHeader(ada.cookies), origin: "https://evil.example" },
    });
    expect(response.status).toBe(403);
    expect(await current(ada)).toMatchObject({ email: ADA });
  });
});

describe("a JWT", () => {
  test("of one session cannot be used for another user", async () => {
    const ada = await signIn(world, ADA);
    const bob = await signIn(world, BOB);
    const mixed = world.t.withIdentity({
      subject: ada.userId,
      issuer: "https://convex.example",
      sessionId: bob.sessionId,
    });
    expect(await mixed.query(api.users.current, {})).toBeNull();
  });

  test("without a session counts as signed out", async () => {
    const ada = await signIn(world, ADA);
    const bare = world.t.withIdentity({ subject: ada.userId, issuer: "https://convex.example" });
    expect(await bare.query(api.users.current, {})).toBeNull();
  });
});

describe("the profile", () => {
  test("changes one's own name", async () => {
    const ada = await signIn(world, ADA);
    const bob = await signIn(world, BOB);
    await ada.as.mutation(api.profile.update, { name: "  Ada Lovelace " });
    expect(await current(ada)).toMatchObject({ name: "Ada Lovelace" });
    expect(await current(bob)).toMatchObject({ name: "" });
  });

  test("has a name of at most 200 characters", async () => {
    const ada = await signIn(world, ADA);
    await ada.as.mutation(api.profile.update, { name: "x".repeat(200) });
    await expect(ada.as.mutation(api.profile.update, { name: "x".repeat(201) })).rejects.toMatchObject({
      data: { code: "invalid" },
    });
  });

  test("cannot change address or role", async () => {
    const ada = await signIn(world, ADA);
    for (const more of [{ email: BOB }, { role: "admin" }, { emailVerified: true }]) {
      await expect(ada.as.mutation(api.profile.update, { name: "Ada", ...more })).rejects.toThrow();
    }
    const response = await world.t.fetch("/api/auth/update-user", {
      method: "POST",
      headers: {
        cookie: cookieHeader(ada.cookies),
        origin: "https://latchkey.example",
        "content-type": "application/json",
      },
      body: JSON.stringify({ email: BOB, emailVerified: false }),
    });
    expect(response.status).toBe(404);
    expect(await current(ada)).toMatchObject({ email: ADA, role: "member", emailVerified: true });
  });
});
