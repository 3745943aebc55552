/** After every kind of event, no table, scheduled argument or log line contains a secret. */
import { beforeAll, expect, jest, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { randomSecret, sha256Hex } from "@latchkey/login-links/http";
import { ask, followLink, typeCode, wrong } from "./support/browser";
import { ADMIN, signIn, tokenOf } from "./support/people";
import { setTime, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { type Dump, dump, linkOf } from "./support/tables";

const ADA = "ada@example.com";

/** Each secret has a description, so that a failure can say which secret leaked without printing the secret. */
const secrets: [what: string, value: string][] = [];
const lines: string[] = [];
let tables: Dump;

beforeAll(async () => {
  const world = await start();
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    jest.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(print).join(" ")));
  }
  await askAndFail(world);
  await askAndRenew(world);
  await mintEveryWay(world);
  tables = await dump(world.t);
});

function print(part: unknown): string {
  return part instanceof Error ? `${part.stack} ${JSON.stringify(part)}` : JSON.stringify(part);
}

async function secretBrowser(what: string) {
  const [pending, attempt] = [randomSecret(), randomSecret()];
  secrets.push([`pending secret of ${what}`, pending], [`attempt of ${what}`, attempt]);
  return { browserHash: await sha256Hex(pending), attempt };
}

function keepSecretsOf(world: World, what: string) {
  const { token, code } = world.mail.lastTo(ADA);
  secrets.push([`token of ${what}`, token]);
  if (code) secrets.push([`code of ${what}`, code]);
  return { token, code };
}

/**
 * Requests links while things go wrong: the mail server fails at first, wrong codes are entered, an exchange is
 * repeated as if its answer had been lost, a stranger is refused, and one mail is rejected for good.
 */
async function askAndFail(world: World) {
  const browser = await secretBrowser("asking");
  world.mail.failures.push({ status: 500, name: "internal_server_error" });
  await ask(world, ADA, browser);
  await runScheduled(world, 3_000);
  const { token, code } = keepSecretsOf(world, "asking");
  await typeCode(world, wrong(code!), browser);
  await typeCode(world, code!, browser);
  await typeCode(world, code!, browser);
  await followLink(world, token, await secretBrowser("a stranger"));
  world.mail.failures.push({ status: 422, name: "validation_error" });
  await ask(world, "bob@example.com", await secretBrowser("mail refused"));
  await runScheduled(world, 1_000);
}

async function askAndRenew(world: World) {
  advance(10 * MINUTE);
  await ask(world, ADA, await secretBrowser("expired"));
  await runScheduled(world);
  const { token } = keepSecretsOf(world, "expired");
  setTime((await linkOf(world.t, ADA)).expiresAt);
  const { browserHash } = await secretBrowser("renewing");
  await world.t.mutation(api.loginLinks.renew, { token, browserHash, client: { userAgent: null } });
  await runScheduled(world);
  keepSecretsOf(world, "renewing");
}

async function mintEveryWay(world: World) {
  const admin = await signIn(world, ADMIN);
  const { key } = await admin.as.mutation(api.apiKeys.create, { name: "shop" });
  secrets.push(["API key", key]);
  const response = await world.t.fetch("/api/login-links", {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ email: "eve@example.com" }),
  });
  const { url } = (await response.json()) as { url: string };
  secrets.push(["token minted over HTTP", tokenOf(url)]);
  const minted = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
  secrets.push(["token minted", tokenOf(minted.url)]);
  await followLink(world, tokenOf(minted.url), await secretBrowser("minted"));
  const created = await admin.as.mutation(api.loginLinks.create, { email: "cy@example.com" });
  secrets.push(["token created", tokenOf(created.url)]);
  await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
  await runScheduled(world);
  keepSecretsOf(world, "minted and mailed");
}

/**
 * Whether the text contains the secret. A code has only six digits, so a match inside a longer number does not count.
 */
function holds(text: string, secret: string): boolean {
  return (
    new RegExp(`(?<![\\w-])${secret}(?![\\w-])`).test(text) || (secret.length > 6 && text.includes(secret))
  );
}

test("the tables, the log and the mails are not empty, so the search can find something", () => {
  expect(secrets.length).toBeGreaterThanOrEqual(20);
  expect(lines.length).toBeGreaterThan(0);
  for (const table of [
    "loginLinks",
    "auditEvents",
    "apiKeys",
    "betterAuth/session",
    "rateLimiter/rateLimits",
  ]) {
    expect([table, tables[table]?.length]).not.toEqual([table, 0]);
  }
  expect(tables["_scheduled_functions"]!.length).toBeGreaterThan(5);
});

test("no row holds a token or a code", () => {
  const leaks = Object.entries(tables).flatMap(([table, rows]) => {
    const text = JSON.stringify(rows, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    return secrets.filter(([, secret]) => holds(text, secret)).map(([what]) => `${what} in ${table}`);
  });
  expect(leaks).toEqual([]);
});

test("no log line holds a token or a code", () => {
  const leaks = secrets
    .filter(([, secret]) => lines.some((line) => holds(line, secret)))
    .map(([what]) => what);
  expect(leaks).toEqual([]);
});

test("no log line names a person", () => {
  expect(lines.filter((line) => /@example\.com/.test(line))).toEqual([]);
});

test("the key that signs JWTs is stored encrypted", () => {
  const [key] = tables["betterAuth/jwks"]!;
  expect(String(key!.publicKey)).toContain('"kty"');
  expect(String(key!.privateKey)).not.toMatch(/"d"|kty|PRIVATE KEY/);
});

test("Better Auth's verification table, whose rows have no purpose, is not used", () => {
  expect(tables["betterAuth/verification"]).toEqual([]);
});
