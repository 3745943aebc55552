/** `POST /api/login-links` on the Convex site, with a key made on the admin page. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import { ADMIN, type Person, signIn, tokenOf } from "./support/people";
import { MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, links } from "./support/tables";

const ADA = "ada@example.com";
const BOB = "bob@example.com";

let world: World;
let admin: Person;
let key: string;
beforeAll(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
  key = (await newKey("shop")).key;
});

function newKey(name: string) {
  return admin.as.mutation(api.apiKeys.create, { name });
}

function post(body: unknown, authorization: string | null = `Bearer ${key}`): Promise<Response> {
  return world.t.fetch("/api/login-links", {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function minted() {
  return (await links(world.t)).filter(({ purpose }) => purpose === "minted");
}

describe("201", () => {
  test("with a link that signs in", async () => {
    const response = await post({ email: ADA });
    expect(response.status).toBe(201);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const body = await response.json();
    expect(Object.keys(body).sort()).toEqual(["expiresAt", "linkId", "url"]);
    expect(await followLink(world, tokenOf(body.url), await newBrowser())).toMatchObject({ ok: true });
  });

  test("with every field", async () => {
    const response = await post({
      email: BOB,
      name: "Ada",
      next: "/settings/profile",
      expiresInMinutes: 30,
      metadata: { plan: "team" },
      deliver: true,
    });
    expect(await response.json()).toMatchObject({ url: null, expiresAt: Date.now() + 30 * MINUTE });
    await runScheduled(world);
    const result = await followLink(world, world.mail.lastTo(BOB).token, await newBrowser());
    expect(result).toMatchObject({ ok: true, redirectTo: "/settings/profile", isNewUser: true });
  });

  test("is audited with the key's name and without the key", async () => {
    await post({ email: ADA });
    const event = (await auditEvents(world.t, "link.minted")).at(-1);
    expect(event).toMatchObject({ actor: { kind: "apiKey", name: "shop" }, subject: ADA });
    expect(JSON.stringify(event)).not.toContain(key);
  });
});

describe("400", () => {
  test.each<[string, unknown]>([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["a list", []],
    ["no email", {}],
    ["an email that is not text", { email: 1 }],
    ["an invalid email", { email: "ada" }],
    ["a name that is not text", { email: ADA, name: {} }],
    ["a next that is not text", { email: ADA, next: 1 }],
    ["a lifetime that is text", { email: ADA, expiresInMinutes: "60" }],
    ["a lifetime that is too short", { email: ADA, expiresInMinutes: 1 }],
    ["a lifetime that is too long", { email: ADA, expiresInMinutes: 1e9 }],
    ["metadata of another shape", { email: ADA, metadata: { plan: 1 } }],
    ["metadata that is not on the list", { email: ADA, metadata: { isAdmin: "true" } }],
    ["a deliver that is not a boolean", { email: ADA, deliver: "yes" }],
    ["an unknown field", { email: ADA, verifiesEmail: true }],
    ["a role", { email: ADA, role: "admin" }],
  ])("for %s", async (_, body) => {
    const before = await minted();
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { code: "invalid", message: expect.any(String) } });
    expect(await minted()).toEqual(before);
  });
});

describe("401", () => {
  const wrongKeys: [string, () => string | null][] = [
    ["no key", () => null],
    ["an empty key", () => "Bearer "],
    ["another scheme", () => `Basic ${key}`],
    ['the key without "Bearer"', () => key],
    ["an unknown key", () => `Bearer lk_${"a".repeat(43)}`],
    ["half a key", () => `Bearer ${key.slice(0, 20)}`],
    ["a key with extra text", () => `Bearer ${key} x`],
  ];

  test.each(wrongKeys)("for %s, before the fields are checked", async (_, authorization) => {
    const before = await minted();
    const response = await post({ email: ADA }, authorization());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: "unauthorized" } });
    expect(await minted()).toEqual(before);
  });

  test("for the stored parts of a key: its hash and its beginning", async () => {
    const [kept] = await world.t.run(({ db }) => db.query("apiKeys").collect());
    for (const guess of [kept!.keyHash, kept!.prefix]) {
      expect((await post({ email: ADA }, `Bearer ${guess}`)).status).toBe(401);
    }
  });

  test("for a revoked key, from the moment it is revoked", async () => {
    const revoked = await newKey("left");
    expect((await post({ email: ADA }, `Bearer ${revoked.key}`)).status).toBe(201);
    await admin.as.mutation(api.apiKeys.revoke, { apiKeyId: revoked.id });
    expect((await post({ email: ADA }, `Bearer ${revoked.key}`)).status).toBe(401);
    expect((await auditEvents(world.t, "apiKey.revoked"))[0]).toMatchObject({ subject: "left" });
  });
});

test("429 after 120 calls a minute with one key, with the time to wait", async () => {
  const busy = `Bearer ${(await newKey("busy")).key}`;
  for (let i = 0; i < 120; i++) expect((await post({ email: ADA }, busy)).status).toBe(201);
  const refused = await post({ email: ADA }, busy);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect((await post({ email: ADA })).status).toBe(201);
  advance(500);
  expect((await post({ email: ADA }, busy)).status).toBe(201);
});

test("GET and other methods are answered with 404", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const response = await world.t.fetch("/api/login-links", {
      method,
      headers: { authorization: `Bearer ${key}` },
    });
    expect([method, response.status]).toEqual([method, 404]);
  }
});

describe("a key", () => {
  test("is shown once, then listed by its beginning, with the time of its last use", async () => {
    const { key, id } = await newKey("seen");
    expect(key).toMatch(/^lk_[\w-]{43}$/);
    expect(await listed(id)).toMatchObject({ prefix: key.slice(0, 10), lastUsedAt: null, revokedAt: null });
    expect(JSON.stringify(await admin.as.query(api.apiKeys.list, {}))).not.toContain(key);
    await post({ email: ADA }, `Bearer ${key}`);
    expect(await listed(id)).toMatchObject({ name: "seen", lastUsedAt: Date.now() });
  });

  async function listed(id: string) {
    return (await admin.as.query(api.apiKeys.list, {})).find((candidate) => candidate.id === id);
  }

  test("needs a name, which must not be too long", async () => {
    for (const name of ["", "  ", "x".repeat(101)]) {
      await expect(admin.as.mutation(api.apiKeys.create, { name })).rejects.toMatchObject({
        data: { code: "invalid" },
      });
    }
  });
});
