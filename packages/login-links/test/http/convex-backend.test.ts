/** A server that records its calls stands in for Convex. */
import { createHmac } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import type { Backend } from "../../src/http/backend.ts";
import { convexBackend, type LoginLinkFunctions, visitorMutations } from "../../src/http/convex-backend.ts";
import { textToBase64url } from "../../src/shared/digest.ts";
import { startServer } from "../support/http-server.ts";
import { sessionValue } from "../support/session-value.ts";
import { SITE } from "./world.ts";

const SECRET = "s".repeat(32);
type Answer = { status: number; body: unknown } | typeof LOST | typeof CUT;
/** The connection ends without an answer. */
const LOST = "lost";
/** The connection ends in the middle of the answer. */
const CUT = "cut";
let answers: Answer[] = [];
const convex = await startServer((_seen, response) => {
  const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
  if (answer === CUT) response.writeHead(200, { "content-length": "1000" }).write('{"status":');
  if (typeof answer === "string") return void setImmediate(() => response.destroy());
  const { status, body } = answer;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
});
afterAll(convex.close);

const functions = {
  peek: makeFunctionReference<"query">("loginLinks:peek"),
  exchange: makeFunctionReference<"mutation">("loginLinks:exchange"),
  request: makeFunctionReference<"mutation">("loginLinks:request"),
  renew: makeFunctionReference<"mutation">("loginLinks:renew"),
} satisfies LoginLinkFunctions;

const success = (value: unknown) => ({ status: 200, body: { status: "success", value, logLines: [] } });
const CONFLICT = { status: 503, body: { code: "OptimisticConcurrencyControlFailure", message: "…" } };
const failure = (errorData?: unknown) => ({
  status: 560,
  body: { status: "error", errorMessage: "Server Error", errorData, logLines: [] },
});

let conflicts: unknown[];
let backend: Backend;
beforeEach(() => {
  conflicts = [];
  convex.seen.length = 0;
  backend = convexBackend({
    siteUrl: SITE,
    url: convex.url,
    convexSiteUrl: convex.url,
    functions,
    proxySecret: SECRET,
    trustedIpHeader: "x-real-ip",
    onConflict: ({ name, tries }) => conflicts.push([name, tries]),
  });
});

const request = (headers: Record<string, string> = {}) => new Request(SITE, { headers });
const spend = { proof: { kind: "token", token: "t" }, attempt: "a" } as const;
type Call = {
  path: string;
  args: [Record<string, unknown> & { client: { requestId: string; claim: Claim } }];
};
type Claim = { address: string | null; at: number; signature: string };
const told = () => convex.seen.map(({ body }) => JSON.parse(body) as Call);
const hmac = (text: string) => createHmac("sha256", SECRET).update(text).digest("hex");

describe("calls for a visitor", () => {
  it("are signed, for one function and with the visitor's address", async () => {
    answers = [success({ ok: true })];
    await backend.request(request({ "x-real-ip": "203.0.113.7" }), {
      email: "a@b.example",
      next: "/",
      browserHash: "h",
    });
    const [{ path, args }] = told() as [Call];
    expect([path, args[0].email]).toEqual(["loginLinks:request", "a@b.example"]);
    const { address, at, signature } = args[0].client.claim;
    expect(address).toBe("203.0.113.7");
    expect(signature).toBe(hmac(`latchkey visitor|loginLinks:request|203.0.113.7|${at}`));
  });

  it("are sent again with the same id after a conflict", async () => {
    answers = [CONFLICT, success({ ok: false, reason: "used" })];
    expect(await backend.exchange(request(), spend)).toEqual({ ok: false, reason: "used" });
    const [first, second] = told() as [Call, Call];
    expect(second).toEqual(first);
    expect(first.args[0].client.requestId).toMatch(/^[\w-]{36}$/);
    expect(conflicts).toEqual([["loginLinks:exchange", 1]]);
  });

  it.each([LOST, CUT] as const)("are sent once more with the same id if the answer is %s", async (fault) => {
    answers = [fault, success({ ok: true })];
    const ask = { email: "a@b.example", next: "/", browserHash: "h" };
    expect(await backend.request(request(), ask)).toEqual({ ok: true });
    const [first, second] = told() as [Call, Call];
    expect(second).toEqual(first);
  });

  it("are not sent a third time", async () => {
    answers = [LOST];
    await expect(backend.exchange(request(), spend)).rejects.toThrow("fetch failed");
    expect(convex.seen).toHaveLength(2);
  });

  it("of an app's own mutations are not sent again, because they may have had their effect", async () => {
    answers = [LOST, success(null)];
    const own = makeFunctionReference<"mutation">("own:change");
    const visits = visitorMutations({ url: convex.url, proxySecret: SECRET });
    await expect(visits.mutate(request(), own, {})).rejects.toThrow("fetch failed");
    expect(convex.seen).toHaveLength(1);
  });

  it("are refused if a hook of the app has thrown", async () => {
    answers = [failure({ code: "banned" })];
    expect(await backend.exchange(request(), spend)).toEqual({ ok: false, reason: "refused" });
  });

  it.each([
    ["the deployment is misconfigured", failure({ code: "misconfigured", message: "…" })],
    ["a function fails", failure()],
    ["Convex is overloaded", { status: 503, body: { code: "TooManyConcurrentRequests", message: "…" } }],
  ])("are not known to be refused if %s", async (_why, answer) => {
    answers = [answer];
    await expect(backend.exchange(request(), spend)).rejects.toThrow();
  });
});

describe("peeking at a link", () => {
  it("sends the signed minute, without a token if nobody is signed in", async () => {
    answers = [success({ state: "unknown" })];
    expect(await backend.peek(request(), { token: "t" })).toEqual({ state: "unknown" });
    const [{ path, args }] = told() as [Call];
    const { minute, minuteSignature } = args[0];
    expect([path, minuteSignature]).toEqual(["loginLinks:peek", hmac(`latchkey clock|${String(minute)}`)]);
    expect(convex.seen[0]!.headers.authorization).toBeUndefined();
  });

  it("sends the token of whoever is signed in", async () => {
    answers = [{ status: 200, body: { token: "jwt" } }, success({ state: "unknown" })];
    await backend.peek(request({ cookie: `better-auth.session_token=${sessionValue()}` }), { token: "t" });
    expect(convex.seen.map(({ url }) => url)).toEqual(["/api/auth/convex/token", "/api/query"]);
    expect(convex.seen[1]!.headers.authorization).toBe("Bearer jwt");
  });
});

it("the backend says who is signed in, and can end their session", async () => {
  const cookie = `better-auth.session_token=${sessionValue()}`;
  answers = [{ status: 200, body: { token: `h.${textToBase64url('{"sub":"u1"}')}.s` } }];
  expect(await backend.userIdOf?.(request({ cookie }))).toBe("u1");
  expect(await backend.userIdOf?.(request())).toBeNull();
  expect(await backend.endSession(request({ cookie }))).toBe(true);
  expect(convex.seen.at(-1)).toMatchObject({ method: "POST", url: "/api/auth/sign-out" });
});
