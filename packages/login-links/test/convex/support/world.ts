/** The owner's app on convex-test, with the real components beside it and a clock that only the test moves. */
import { jest } from "@jest/globals";
import { convexTest, type TestConvex } from "convex-test";
import {
  type FunctionArgs,
  type FunctionReference,
  type GenericDataModel,
  type GenericMutationCtx,
  makeFunctionReference,
} from "convex/server";
import { componentModule, componentModules, type ComponentFolder } from "@/__tests__/convex/support/modules";
import { makePrompt } from "@/__tests__/convex/support/prompt-subtle";
import { randomSecret, sha256Hex } from "../../../src/shared/digest.ts";
import { signClaim } from "../../../src/shared/visitor-claim.ts";
import { bannedUsers, type loginLinksOf, modulesOf, schema, SITE, type Way } from "./owner.ts";

export const NOW = Date.parse("2026-11-23T12:00:00Z");
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

const SECRET = "a secret that only these tests know, 32 long";
const VISITOR_SECRET = "another secret that only these tests know";

Object.assign(process.env, {
  NODE_ENV: "production",
  SITE_URL: SITE,
  CONVEX_SITE_URL: "https://owner.convex.site",
  BETTER_AUTH_SECRET: SECRET,
  INTERNAL_PROXY_SECRET: VISITOR_SECRET,
});

const BETTER_AUTH: Record<Way, ComponentFolder> = {
  throughAuth: "node_modules/@convex-dev/better-auth/dist/component",
  localInstall: "convex/betterAuth",
};

// Convex computes these synchronously. Node would use a thread, which takes real time, but the test controls the clock.
makePrompt(crypto.subtle);

export async function world(way: Way, own?: Parameters<typeof loginLinksOf>[1], { hasKey = true } = {}) {
  jest.useFakeTimers();
  jest.setSystemTime(NOW);
  jest.spyOn(console, "error").mockImplementation(() => undefined);
  bannedUsers.clear();
  const t = convexTest({ schema, modules: modulesOf(way, own), transactionLimits: true });
  await register(t, "betterAuth", BETTER_AUTH[way]);
  await register(t, "rateLimiter", "node_modules/@convex-dev/rate-limiter/dist/component");
  if (hasKey) await giveSigningKey(t, way);
  return t;
}

export type World = Awaited<ReturnType<typeof world>>;
type Bare = TestConvex<typeof schema>;

async function register(t: Bare, name: string, folder: ComponentFolder): Promise<void> {
  const module = await componentModule(folder, "schema");
  t.registerComponent(name, module["default"] as typeof schema, await componentModules(folder));
}

const keys = new Map<Way, Record<string, unknown>>();

/** All worlds of a suite share one key, because making an RSA key takes longer than most tests. */
async function giveSigningKey(t: Bare, way: Way): Promise<void> {
  const known = keys.get(way);
  if (known) return inAuth(t, ({ db }) => db.insert("jwks", known as never)).then(() => undefined);
  await t.action(fn("action", "ensureKey"), {});
  const [{ _id, _creationTime, ...key }] = (await authRows(t, "jwks")) as [Record<string, unknown>];
  keys.set(way, key);
}

type Functions = ReturnType<typeof loginLinksOf>;
type Name = Exclude<keyof Functions, "plain">;

/** A reference to a function in the owner's `convex/loginLinks.ts`. */
function fn<Type extends "mutation" | "query" | "action">(type: Type, name: Name) {
  return makeFunctionReference<Type>(`loginLinks:${name}`) as FunctionReference<Type>;
}

type Result<N extends Exclude<keyof Functions["plain"], "stateOf">> = Awaited<
  ReturnType<Functions["plain"][N]>
>;

type Mutation = Exclude<Name, "peek" | "ensureKey">;

export function call<N extends Mutation>(
  t: World,
  name: N,
  args: FunctionArgs<FunctionReference<"mutation">> = {},
): Promise<Result<N>> {
  return t.mutation(fn("mutation", name), args) as Promise<Result<N>>;
}

export function peek(t: Pick<World, "query">, args: Record<string, unknown>): Promise<Result<"peek">> {
  return t.query(fn("query", "peek"), args) as Promise<Result<"peek">>;
}

export function ensureKey(t: World): Promise<unknown> {
  return t.action(fn("action", "ensureKey"), {});
}

/** Runs `work` while no key can be generated, as in a Convex mutation. */
export function withoutKeyGeneration<T>(work: () => Promise<T>): Promise<T> {
  const generateKey = jest.spyOn(crypto.subtle, "generateKey");
  generateKey.mockRejectedValue(new Error("Keys cannot be made in a mutation"));
  return work().finally(() => generateKey.mockRestore());
}

export async function newBrowser() {
  return { browserHash: await sha256Hex(randomSecret()), attempt: randomSecret() };
}

let callers = 0;

/**
 * The `client` argument of the function `calls`, with the signature of a server. By default, each call has a new
 * address.
 */
export async function visitor(calls: string, address = `10.0.${(callers >> 8) & 255}.${callers++ & 255}`) {
  return {
    userAgent: "Mozilla/5.0 Test",
    claim: await signClaim(VISITOR_SECRET, calls, { address, at: Date.now() }),
  };
}

export async function follow(t: World, token: string, { attempt = randomSecret(), browserHash = "" } = {}) {
  return call(t, "exchange", {
    proof: { kind: "token", token },
    attempt,
    ...(browserHash ? { browserHash } : {}),
    client: await visitor("loginLinks:exchange"),
  });
}

export async function type(t: World, code: string, { attempt = randomSecret(), browserHash = "" }) {
  const client = await visitor("loginLinks:exchange");
  return call(t, "exchange", { proof: { kind: "code", code, browserHash }, attempt, browserHash, client });
}

/** Runs at once what `request` would schedule. Returns the link's letter. */
export async function issue(t: World, email: string, browserHash: string) {
  const requestedFrom = { ipAddress: "10.1.1.1", userAgent: "Test" };
  await call(t, "issue", { email, next: "/notes", browserHash, requestedFrom });
  const linkId = (await linksOf(t, email)).at(-1)?._id;
  return call(t, "letter", { linkId });
}

export async function mintedToken(t: World, email: string, own: Record<string, unknown> = {}) {
  return tokenOf((await call(t, "mint", { email, ...own })).url);
}

export function tokenOf(url: string | null): string {
  return new URL(url ?? "").searchParams.get("token") ?? "";
}

type RunInComponent = <T>(
  component: string,
  handler: (ctx: GenericMutationCtx<GenericDataModel>) => Promise<T>,
) => Promise<T>;

/** Accesses Better Auth's own tables directly, without checks. convex-test has this but omits it from its types. */
export function inAuth<T>(
  t: Bare,
  handler: (ctx: GenericMutationCtx<GenericDataModel>) => Promise<T>,
): Promise<T> {
  return (t as unknown as { runInComponent: RunInComponent }).runInComponent("betterAuth", handler);
}

export function authRows(
  t: Bare,
  table: "user" | "session" | "account" | "jwks",
): Promise<Record<string, unknown>[]> {
  return inAuth(t, ({ db }) => db.query(table).collect());
}

export async function linksOf(t: World, email: string) {
  const links = await t.run(({ db }) => db.query("loginLinks").collect());
  return links.filter((link) => link.email === email);
}

export function events(t: World, hook: string) {
  return t.run(async ({ db }) => (await db.query("events").collect()).filter((event) => event.hook === hook));
}

export async function counts(t: World) {
  const links = await t.run(({ db }) => db.query("loginLinks").collect());
  return {
    users: (await authRows(t, "user")).length,
    sessions: (await authRows(t, "session")).length,
    arrivals: (await events(t, "onExchange")).length,
    usableLinks: links.filter(({ usedAt, revokedAt }) => usedAt === undefined && revokedAt === undefined)
      .length,
  };
}
