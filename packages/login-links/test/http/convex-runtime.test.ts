/**
 * Convex's own runtime has no Node builtins, and fewer web APIs than Node. In its source (get-convex/convex-backend,
 * npm-packages/udf-runtime/src), Headers has no `getSetCookie`, streams cannot be iterated, a Request throws when its
 * `signal`, `mode` and other properties are read, and there is no `AbortSignal.timeout`. The tests run the routes
 * without all of these.
 */
import { createContext, runInContext } from "node:vm";
import path from "node:path";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import { build } from "esbuild";
import type { Backend } from "../../src/http/backend.ts";
import type * as Http from "../../src/http/index.ts";
import { sessionValue } from "../support/session-value.ts";
import { OUR_FORM, SESSION_COOKIES, SITE, TOKEN } from "./world.ts";

const WEB = [
  ...[
    "AbortController",
    "AbortSignal",
    "Blob",
    "FormData",
    "Headers",
    "ReadableStream",
    "Request",
    "Response",
  ],
  ...["TextDecoder", "TextEncoder", "URL", "URLSearchParams", "atob", "btoa", "crypto", "console"],
  ...["clearTimeout", "setTimeout"],
] as const;

const NOT_THERE: [object, PropertyKey][] = [
  [Headers.prototype, "getSetCookie"],
  [ReadableStream.prototype, Symbol.asyncIterator],
  [AbortSignal, "timeout"],
];
const THROWING = [
  "signal",
  "mode",
  "destination",
  "credentials",
  "cache",
  "redirect",
  "referrer",
  "keepalive",
];

const taken: [object, PropertyKey, PropertyDescriptor][] = [];

function replace(owner: object, name: PropertyKey, descriptor?: PropertyDescriptor): void {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  if (!original) throw new Error(`Node has no ${String(name)} to take away.`);
  taken.push([owner, name, original]);
  if (descriptor) Object.defineProperty(owner, name, { ...descriptor, configurable: true });
  else Reflect.deleteProperty(owner, name);
}

/** Stands in for Convex's `fetch`, which supports neither `signal` nor `cache`. */
const answer = jest.fn<(url: string, init: RequestInit) => Promise<Response>>();

let http: typeof Http;
beforeAll(async () => {
  const entry = path.resolve(import.meta.dirname, "../../src/http/index.ts");
  // The build fails if something cannot be resolved without Node.
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["convex", "module"],
    format: "iife",
    globalName: "http",
    target: "esnext",
    logLevel: "silent",
  });
  const source = globalThis as unknown as Record<string, unknown>;
  const web = Object.fromEntries(WEB.map((name) => [name, source[name]]));
  const context = createContext({ ...web, fetch: answer });
  http = runInContext(`${outputFiles[0]!.text}; http`, context) as typeof Http;
  for (const [owner, name] of NOT_THERE) replace(owner, name);
  for (const name of THROWING)
    replace(Request.prototype, name, {
      get() {
        throw new Error(`Request.${name} is not there.`);
      },
    });
}, 60_000);
afterAll(() => {
  for (const [owner, name, descriptor] of taken) Object.defineProperty(owner, name, descriptor);
});

const exchange = jest.fn<Backend["exchange"]>(async () => ({
  ok: true,
  setCookies: SESSION_COOKIES,
  redirectTo: "/dashboard",
  isNewUser: false,
}));

const signInWith = () =>
  http.createSignIn({
    siteUrl: SITE,
    brand: "Example",
    backend: {
      peek: async () => ({ state: "unknown" }),
      exchange,
      request: async () => ({ ok: true }),
      renew: async () => ({ ok: true }),
      endSession: async () => true,
    },
  });

const cookiesOf = (response: Response): string[] =>
  [...response.headers].filter(([name]) => name === "set-cookie").map(([, value]) => value);

it("a link is opened and exchanged for a session", async () => {
  const { callback, confirmPage } = signInWith();
  expect((await callback(new Request(`${SITE}/login/callback`, { method: "HEAD" }))).status).toBe(204);
  const taken = await callback(new Request(`${SITE}/login/callback?token=${TOKEN}`));
  expect(taken.headers.get("location")).toBe("/login/confirm");
  const cookie = cookiesOf(taken)[0]!.split(";")[0]!;
  const page = await confirmPage(new Request(`${SITE}/login/confirm`, { headers: { cookie } }));
  expect(await page.text()).toContain("recognise this link");
  const spent = await callback(
    new Request(`${SITE}/login/callback`, {
      method: "POST",
      headers: { ...OUR_FORM, cookie },
      body: new URLSearchParams({ next: "/" }),
    }),
  );
  expect(spent.headers.get("location")).toBe("/dashboard");
  expect(cookiesOf(spent)).toEqual(expect.arrayContaining(SESSION_COOKIES));
});

it("a link is requested, and the state of the sign-in is returned", async () => {
  const signIn = signInWith();
  const asked = await signIn.request(
    new Request(SITE, {
      method: "POST",
      headers: OUR_FORM,
      body: new URLSearchParams({ email: "a@b.example" }),
    }),
  );
  const cookie = cookiesOf(asked)[0]!.split(";")[0]!;
  const state = await signIn.state(new Request(`${SITE}/login/state`, { headers: { cookie } }));
  expect(await state.json()).toMatchObject({ asked: { email: "a@b.example" } });
  const out = await signIn.signOut(new Request(SITE, { method: "POST", headers: OUR_FORM }));
  expect(out.headers.get("location")).toBe("/login?problem=signed_out");
});

it("a deployment can be called from Convex's runtime", async () => {
  answer.mockImplementation(async () =>
    Response.json({ status: "success", value: { ok: false, reason: "used" }, logLines: [] }),
  );
  const named = <Type extends "query" | "mutation">(name: string) => makeFunctionReference<Type>(name);
  const backend = http.convexBackend({
    siteUrl: SITE,
    url: "https://a.convex.cloud",
    convexSiteUrl: "https://a.convex.site",
    proxySecret: "s".repeat(32),
    functions: {
      peek: named<"query">("loginLinks:peek"),
      exchange: named<"mutation">("loginLinks:exchange"),
      request: named<"mutation">("loginLinks:request"),
      renew: named<"mutation">("loginLinks:renew"),
    },
  });
  const proof = { kind: "token", token: TOKEN } as const;
  const cookie = `better-auth.session_token=${sessionValue()}`;
  const request = new Request(SITE, { headers: { cookie } });
  expect(await backend.exchange(request, { proof, attempt: "a" })).toEqual({ ok: false, reason: "used" });
  expect(await backend.endSession(request)).toBe(true);
  expect(answer.mock.calls.map(([url]) => url)).toEqual([
    "https://a.convex.cloud/api/mutation",
    "https://a.convex.site/api/auth/sign-out",
  ]);
});
