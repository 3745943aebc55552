import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { endSession } from "../../src/http/end-session.ts";
import { claimsOf } from "../../src/http/jwt-claims.ts";
import { isSameSession, readSession } from "../../src/http/session-cookie.ts";
import { textToBase64url } from "../../src/shared/digest.ts";
import { sessionValue } from "../support/session-value.ts";
import { OUR_FORM, SITE, World } from "./world.ts";

const HERE = { siteUrl: "http://localhost:3000" };
const HTTPS = { siteUrl: "https://a.example", sessionPrefix: "__Host-latchkey" };

const withSession = (value: string) =>
  new Request("http://localhost/", { headers: { cookie: `better-auth.session_token=${value}` } });

it("reads the user of a JWT, and null from anything else", () => {
  const jwt = (claims: unknown) => `h.${textToBase64url(JSON.stringify(claims))}.s`;
  expect(claimsOf(jwt({ sub: "u1", sessionId: "s1" }))).toEqual({ userId: "u1", sessionId: "s1" });
  for (const token of [null, undefined, "", "a.b.c", "x", jwt(null), jwt({ sub: 1, sessionId: {} })])
    expect(claimsOf(token)).toEqual({ userId: null, sessionId: null });
});

describe("ending a session", () => {
  const settings = (port: number) => ({ ...HERE, convexSiteUrl: `http://127.0.0.1:${port}` });

  it("asks Better Auth to end the session, with the site's Origin", async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push([request.method, request.url, request.headers.origin, request.headers.cookie]);
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await endSession(withSession(sessionValue()), settings(port))).toBe(true);
    expect(seen).toEqual([
      ["POST", "/api/auth/sign-out", "http://localhost:3000", `better-auth.session_token=${sessionValue()}`],
    ]);
    await new Promise((resolve) => server.close(resolve));
    expect(await endSession(withSession(sessionValue()), settings(port))).toBe(false);
  });

  it("times out if no answer comes", async () => {
    const server = createServer(() => ended.abort());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const ended = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(ended.signal);
    const { port } = server.address() as AddressInfo;
    expect(await endSession(withSession(sessionValue()), settings(port))).toBe(false);
    expect(timeout).toHaveBeenCalledWith(5_000);
    timeout.mockRestore();
    await new Promise((resolve) => server.close(resolve));
  });

  it("succeeds if there is no session", async () => {
    expect(await endSession(new Request("http://localhost/"), settings(1))).toBe(true);
  });
});

describe("a session", () => {
  it("is recognised in an answer that was requested twice", () => {
    const fresh = [`better-auth.session_token=${sessionValue("t", "o")}; Path=/`, "better-auth.convex_jwt=j"];
    expect(isSameSession(withSession(sessionValue("t")), fresh, HERE)).toBe(true);
    expect(isSameSession(withSession(sessionValue("u")), fresh, HERE)).toBe(false);
    expect(isSameSession(new Request("http://localhost/"), fresh, HERE)).toBe(false);
  });

  it.each(["100%", "%", "%zz", "%E0%A4%A", ".", "", "t%", "t.s", sessionValue().replace("s", "!")])(
    "does not exist if the cookie contains %p",
    (value) => {
      const fresh = [
        `better-auth.session_token=${sessionValue()}; Path=/`,
        "better-auth.session_token=%; Path=/",
      ];
      expect(isSameSession(withSession(value), fresh, HERE)).toBe(false);
    },
  );

  it("is not read from a cookie name that other sites can set", () => {
    const planted = new Headers({ cookie: `better-auth.session_token=${sessionValue()}` });
    expect(readSession(planted, HERE)).toBe(sessionValue());
    expect(readSession(planted, HTTPS)).toBeNull();
  });

  it("has Better Auth's default cookie names unless others are configured", () => {
    const secure = new Headers({ cookie: `__Secure-better-auth.session_token=${sessionValue()}` });
    expect(readSession(secure, { siteUrl: "https://a.example" })).toBe(sessionValue());
    expect(readSession(secure, HERE)).toBeNull();
  });
});

describe("the route of the form", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.backend = { userIdOf: async () => "u1" };
  });

  const submit = (fields: Record<string, string> = {}, headers: Record<string, string> = OUR_FORM) =>
    world.signIn.signOut(
      new Request(`${SITE}/logout`, { method: "POST", headers, body: new URLSearchParams(fields) }),
    );
  const where = ({ headers }: Response) => headers.get("location");

  it("ends the session and says so", async () => {
    const response = await submit();
    expect([response.status, where(response)]).toEqual([303, "/login?problem=signed_out"]);
    expect(world.ended).toBe(1);
  });

  it.each([
    [{}, ["better-auth.session_token", "better-auth.convex_jwt", "latchkey-pending", "latchkey-link"]],
    [HTTPS, ["__Host-latchkey.session_token", "__Host-latchkey.convex_jwt", "__Host-latchkey-link"]],
  ])("leaves no cookie with %p", async (settings, expected) => {
    world.settings = settings;
    const cleared = (await submit()).headers.getSetCookie();
    for (const cookie of cleared)
      expect(cookie).toMatch(/^[^=]+=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax/);
    expect(cleared.map((cookie) => cookie.split("=")[0])).toEqual(expect.arrayContaining(expected));
  });

  it("clears the cookies even if the server cannot be reached, and says what is left to do", async () => {
    world.cleanUp = async () => false;
    const response = await submit();
    expect(where(response)).toBe("/login?problem=half_signed_out");
    expect(response.headers.getSetCookie().length).toBeGreaterThan(3);
  });

  it("does not sign out somebody who signed in after the page was rendered", async () => {
    const response = await submit({ forUser: "u2" });
    expect(where(response)).toBe("/login?problem=other_account");
    expect([world.ended, response.headers.getSetCookie()]).toEqual([0, []]);
    expect(where(await submit({ forUser: "u1" }))).toBe("/login?problem=signed_out");
  });

  it("signs out if it is unknown who is signed in", async () => {
    world.backend = { userIdOf: () => Promise.reject(new Error("no route to Convex")) };
    expect(where(await submit({ forUser: "u2" }))).toBe("/login?problem=signed_out");
    expect(world.failed).toEqual(["user"]);
  });

  it("ends the sessions in other browsers on request, and says so if that failed", async () => {
    const ended: string[] = [];
    world.backend = { ...world.backend, endOtherSessions: async (_request, userId) => ended.push(userId) };
    expect(where(await submit({ everywhere: "yes" }))).toBe("/login?problem=signed_out");
    expect(ended).toEqual(["u1"]);
    world.backend = { ...world.backend, endOtherSessions: () => Promise.reject(new Error("no")) };
    expect(where(await submit({ everywhere: "yes" }))).toBe("/login?problem=half_signed_out");
    world.backend = { userIdOf: async () => "u1" };
    expect(where(await submit({ everywhere: "yes" }))).toBe("/login?problem=half_signed_out");
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["nowhere", {}],
  ])("refuses a form from %s", async (_who, headers) => {
    expect((await submit({}, headers as Record<string, string>)).status).toBe(403);
    expect(world.ended).toBe(0);
  });

  it("does nothing on GET", async () => {
    const response = await world.signIn.signOut(new Request(`${SITE}/logout`, { headers: OUR_FORM }));
    expect([response.status, world.ended]).toEqual([405, 0]);
  });
});
