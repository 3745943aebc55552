import { expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import schema from "@/convex/schema";
import { hmacSha256Hex } from "@latchkey/login-links/http";
import { healthMessage, schemaFingerprint } from "@/lib/fingerprint";
import { ADMIN, signIn } from "./support/people";
import { NOW, start } from "./support/world";

const SITE_URL = "https://latchkey.example";
const SECRET = "another secret that only these tests know";
const minute = Math.floor(NOW / 60_000);

const check = async (siteUrl: string, secret: string) => {
  const { t } = await start();
  const signature = await hmacSha256Hex(secret, healthMessage(minute));
  return t.query(api.health.check, { siteUrl, minute, signature });
};

test("reports that both sides agree if Next.js has the same settings and schema", async () => {
  expect(await check(SITE_URL, SECRET)).toEqual({
    schema: await schemaFingerprint(schema),
    agrees: { siteUrl: true, proxySecret: true },
  });
});

test.each([
  ["another address", "https://other.example", SECRET, { siteUrl: false, proxySecret: true }],
  ["another secret", SITE_URL, "guessed".repeat(6), { siteUrl: true, proxySecret: false }],
])("reports that the sides disagree if Next.js has %s", async (_, siteUrl, secret, agrees) => {
  expect(await check(siteUrl, secret)).toMatchObject({ agrees });
});

test.each(["", "short"])("reports that the sides disagree if the secret on Convex is %j", async (secret) => {
  const { t } = await start({ INTERNAL_PROXY_SECRET: secret });
  const answer = await t.query(api.health.check, { siteUrl: SITE_URL, minute, signature: "" });
  expect(answer.agrees).toEqual({ siteUrl: true, proxySecret: false });
});

test("refuses a signature that was made for another minute", async () => {
  const { t } = await start();
  const signature = await hmacSha256Hex(SECRET, healthMessage(minute));
  const answer = await t.query(api.health.check, { siteUrl: SITE_URL, minute: minute + 1, signature });
  expect(answer.agrees.proxySecret).toBe(false);
});

test("changes the schema's fingerprint with each field, index and table", async () => {
  const { defineSchema, defineTable } = await import("convex/server");
  const { v } = await import("convex/values");
  const one = () => defineTable({ a: v.string() });
  const schemas = [
    defineSchema({ one: one() }),
    defineSchema({ one: defineTable({ a: v.number() }) }),
    defineSchema({ one: defineTable({ a: v.optional(v.string()) }) }),
    defineSchema({ one: one().index("by_a", ["a"]) }),
    defineSchema({ two: one() }),
  ];
  const fingerprints = await Promise.all(schemas.map(schemaFingerprint));
  expect(new Set(fingerprints).size).toBe(schemas.length);
  expect(await schemaFingerprint(defineSchema({ one: one() }))).toBe(fingerprints[0]);
});

test("an inspection describes keys, admins and the environment, and contains no secret", async () => {
  const world = await start({}, { hasSigningKey: false });
  const inspect = () => world.t.action(internal.health.inspect, {});
  expect(await inspect()).toMatchObject({ now: NOW, hasSigningKey: false, hasAdmin: false, problems: [] });
  await world.t.action(internal.signingKeys.ensure, {});
  await signIn(world, ADMIN);
  const later = await inspect();
  expect(later).toMatchObject({ hasSigningKey: true, hasAdmin: true });
  expect(JSON.stringify(later)).not.toMatch(/secret|re_test|whsec/);
});

test("an inspection has the brand of the page Brand, and of the environment where that page has nothing", async () => {
  const world = await start({ APP_NAME: "Acme", SUPPORT_EMAIL: "help@acme.example", POSTAL_ADDRESS: "" });
  const brandNow = async () => (await world.t.action(internal.health.inspect, {})).brand;
  expect(await brandNow()).toEqual({ name: "Acme", postalAddress: "", supportEmail: "help@acme.example" });
  await world.t.run(({ db }) => db.insert("brands", { name: "Umbrella", postalAddress: "1 Street" }));
  expect(await brandNow()).toEqual({
    name: "Umbrella",
    postalAddress: "1 Street",
    supportEmail: "help@acme.example",
  });
});

test("an inspection names what is wrong", async () => {
  const { t } = await start({ MAIL_FROM: "nobody", RATE_LIMIT_SCALE: "100" });
  const { problems } = await t.action(internal.health.inspect, {});
  expect(problems.map(({ name }) => name)).toEqual(["MAIL_FROM", "RATE_LIMIT_SCALE"]);
});
