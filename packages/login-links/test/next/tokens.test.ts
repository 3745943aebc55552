/** Whose token a request gets. A server that records its requests stands in for the Convex site. */
import { afterAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { textToBase64url } from "../../src/shared/digest.ts";
import { sessionHash } from "../../src/http/session-cookie.ts";
import { startServer } from "../support/http-server.ts";
import { sessionValue } from "../support/session-value.ts";

let status = 200;
const site = await startServer((_seen, response) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(status === 200 ? { token: "fresh" } : { message: "no" }));
});
afterAll(site.close);

let incoming: Record<string, string> = {};
jest.unstable_mockModule("next/headers", () => ({ headers: async () => new Headers(incoming) }));
const { createNextAuth } = await import("../../src/next/index.ts");
const { currentRequest, getToken, requireToken } = createNextAuth({
  siteUrl: "http://localhost:3000",
  url: site.url,
  convexSiteUrl: site.url,
});

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const otherHash = await sessionHash("u".repeat(32));
const ownHash = await sessionHash("t".repeat(32));
/** A JWT with these claims. Unless they contain another `sessionHash`, the JWT belongs to the session in SESSION. */
const jwt = (claims: object) => `h.${textToBase64url(JSON.stringify({ sessionHash: ownHash, ...claims }))}.s`;
const SESSION = `better-auth.session_token=${sessionValue()}`;

function tokenFor(headers: Record<string, string>) {
  incoming = headers;
  return getToken();
}

beforeEach(() => {
  status = 200;
  site.seen.length = 0;
});

describe("the token of a request", () => {
  it("is taken from its cookie while it is valid, without a call", async () => {
    const held = jwt({ exp: inSeconds(60) });
    expect(await tokenFor({ cookie: `${SESSION}; better-auth.convex_jwt=${held}` })).toBe(held);
    expect(site.seen).toEqual([]);
  });

  it.each([
    ["none", ""],
    ["a JWT that expires at once", `; better-auth.convex_jwt=${jwt({ exp: inSeconds(20) })}`],
    ["a JWT without an expiry", `; better-auth.convex_jwt=${jwt({})}`],
    [
      "a JWT of another session",
      `; better-auth.convex_jwt=${jwt({ exp: inSeconds(60), sessionHash: otherHash })}`,
    ],
    [
      "a JWT without a session",
      `; better-auth.convex_jwt=${jwt({ exp: inSeconds(60), sessionHash: undefined })}`,
    ],
    ["garbage", "; better-auth.convex_jwt=%.%.%"],
    ["garbage that is JSON", `; better-auth.convex_jwt=h.${textToBase64url("null")}.s`],
  ])("is a new one if the cookie contains %s", async (_what, cookie) => {
    expect(await tokenFor({ cookie: SESSION + cookie })).toBe("fresh");
  });

  it("is requested with the session's cookie, and with nothing else from the request", async () => {
    await tokenFor({
      cookie: `other=1; ${SESSION}; better-auth.convex_jwt=%`,
      authorization: "Bearer x",
      expect: "100-continue",
      upgrade: "h2c",
      "x-forwarded-host": "evil.example",
    });
    expect(site.seen).toMatchObject([{ method: "GET", url: "/api/auth/convex/token" }]);
    const { cookie, authorization, "x-forwarded-host": host } = site.seen[0]!.headers;
    expect([cookie, authorization, host]).toEqual([SESSION, undefined, undefined]);
  });

  it("does not exist without a session's cookie, even if there is a JWT", async () => {
    const cookie = `better-auth.convex_jwt=${jwt({ exp: inSeconds(60) })}`;
    expect(await tokenFor({ cookie })).toBeUndefined();
    expect(await tokenFor({})).toBeUndefined();
    expect(site.seen).toEqual([]);
  });

  it("does not exist if the session is unknown", async () => {
    status = 401;
    expect(await tokenFor({ cookie: SESSION })).toBeUndefined();
  });

  it.each(["100%", "t.s", `${sessionValue()}x`, sessionValue().replace(".", "")])(
    "does not exist if the session's cookie is %p, and Convex is not called",
    async (value) => {
      expect(await tokenFor({ cookie: `better-auth.session_token=${value}` })).toBeUndefined();
      expect(site.seen).toEqual([]);
    },
  );

  it.each([429, 500, 503])(
    "is unknown while Convex answers %p, which does not count as signed out",
    async (answered) => {
      status = answered;
      await expect(tokenFor({ cookie: SESSION })).rejects.toThrow(`Convex answered ${answered}`);
    },
  );
});

describe("the guard of a page", () => {
  it("returns the token, or redirects to the login page and back", async () => {
    incoming = { cookie: SESSION };
    expect(await requireToken("/settings")).toBe("fresh");
    incoming = {};
    await expect(requireToken("/settings?a=b")).rejects.toMatchObject({
      digest: expect.stringContaining("/login?next=/settings%3Fa%3Db"),
    });
  });
});

it("the current request has its cookies, and the site's own URL, whatever Host it was sent with", async () => {
  incoming = { cookie: SESSION, host: "evil.example" };
  const request = await currentRequest();
  expect([request.url, request.headers.get("cookie")]).toEqual(["http://localhost:3000/", SESSION]);
});
