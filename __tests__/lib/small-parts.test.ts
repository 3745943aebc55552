import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, jest } from "@jest/globals";
import { contentSecurityPolicy, securityHeaders } from "@/lib/csp";
import { textToBase64url } from "@/lib/digest";
import { loginPath } from "@/lib/login/login-path";
import { claimsOf } from "@/lib/jwt-claims";
import { withPatience } from "@/lib/patience";
import { readFlags } from "@/lib/login/flags";
import { codeWords, isProblem, LINK_WORDS, PROBLEMS, waitInWords } from "@/lib/login/refusals";
import { ownCookies } from "@/lib/own-cookies";
import { readSession, withoutForeignCookies } from "@/lib/session-cookie";
import { sessionValue } from "../support/session-value";
import { clearedCookies, endSession, isSameSession } from "@/lib/login/sign-out";

describe("the content security policy", () => {
  const input = { nonce: "n0nce", convexUrl: "https://a.convex.cloud", isDevelopment: false, isSecure: true };
  const directive = (name: string, overrides = {}) =>
    contentSecurityPolicy({ ...input, ...overrides })
      .split("; ")
      .find((part) => part.startsWith(`${name} `) || part === name);

  it("runs scripts with the nonce or not at all", () => {
    expect(directive("script-src")).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(directive("script-src", { isDevelopment: true })).toContain("'unsafe-eval'");
  });

  it("lets the page talk to Convex, by socket too", () => {
    expect(directive("connect-src")).toBe("connect-src 'self' https://a.convex.cloud wss://a.convex.cloud");
    expect(directive("connect-src", { convexUrl: "http://127.0.0.1:3210" })).toContain("ws://127.0.0.1:3210");
  });

  it("closes the rest", () => {
    for (const closed of ["object-src", "base-uri", "frame-ancestors"])
      expect(directive(closed)).toBe(`${closed} 'none'`);
    expect(directive("upgrade-insecure-requests")).toBeDefined();
    expect(directive("upgrade-insecure-requests", { isSecure: false })).toBeUndefined();
  });

  it("asks for https only where there is https", () => {
    expect(securityHeaders(true)).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders(false)).not.toHaveProperty("Strict-Transport-Security");
  });
});

describe("words", () => {
  it.each(PROBLEMS)("there are some for %s", (problem) => {
    for (const words of [LINK_WORDS[problem], codeWords(problem)]) {
      expect(words.title).toMatch(/^[A-Z].*[^.]$/);
      expect(words.text).toMatch(/[.]$/);
    }
  });

  it("are not said of what is not known", () => {
    expect(isProblem("constructor")).toBe(false);
    expect(readFlags({ problem: "<b>", wait: "1e9", left: "-1" })).toEqual({
      problem: null,
      waitSeconds: null,
      attemptsLeft: null,
    });
    expect(readFlags({ problem: ["used", "used"], wait: "12", left: "3" })).toEqual({
      problem: null,
      waitSeconds: 12,
      attemptsLeft: 3,
    });
  });

  it.each([
    [0, "in 1 second"],
    [1, "in 1 second"],
    [59.2, "in 60 seconds"],
    [91, "in 2 minutes"],
    [600, "in 10 minutes"],
  ])("%p seconds: %s", (seconds, words) => expect(waitInWords(seconds)).toBe(words));
});

it("the way to /login stays readable", () => {
  expect(loginPath("/settings/profile")).toBe("/login?next=/settings/profile");
  expect(loginPath("/a?b=c&d", { problem: "used" })).toBe("/login?next=/a%3Fb%3Dc%26d&problem=used");
});

it("waits for an answer, but not for ever", async () => {
  await expect(withPatience(Promise.resolve(1), 50)).resolves.toBe(1);
  await expect(withPatience(new Promise(() => undefined), 5)).rejects.toThrow("No answer within 5 ms");
});

it("reads whose a JWT is, and nothing of nonsense", () => {
  const jwt = (claims: unknown) => `h.${textToBase64url(JSON.stringify(claims))}.s`;
  expect(claimsOf(jwt({ sub: "u1", sessionId: "s1" }))).toEqual({ userId: "u1", sessionId: "s1" });
  for (const token of [null, undefined, "", "a.b.c", "x", jwt(null), jwt({ sub: 1, sessionId: {} })])
    expect(claimsOf(token)).toEqual({ userId: null, sessionId: null });
});

describe("signing out", () => {
  const withSession = (value: string) =>
    new Request("http://localhost/", { headers: { cookie: `better-auth.session_token=${value}` } });
  const settings = (port: number) => ({
    siteUrl: "http://localhost:3000",
    convexSiteUrl: `http://127.0.0.1:${port}`,
  });

  it("asks Better Auth to end the session, in the site's name", async () => {
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

  it("waits for no answer that does not come", async () => {
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

  it("is done already where there is no session", async () => {
    expect(await endSession(new Request("http://localhost/"), settings(1))).toBe(true);
  });

  it("leaves no cookie behind, on http as on https", () => {
    const names = (siteUrl: string) => clearedCookies(siteUrl).map((cookie) => cookie.split("=")[0]);
    expect(names("http://localhost:3000")).toEqual(
      expect.arrayContaining(["better-auth.convex_jwt", "latchkey-pending"]),
    );
    expect(names("https://a.example")).toEqual(
      expect.arrayContaining(["__Host-latchkey.session_token", "__Host-latchkey-link"]),
    );
  });

  it("knows the session again that an answer asked for twice brings", () => {
    const site = "http://localhost:3000";
    const fresh = [`better-auth.session_token=${sessionValue("t", "o")}; Path=/`, "better-auth.convex_jwt=j"];
    expect(isSameSession(withSession(sessionValue("t")), fresh, site)).toBe(true);
    expect(isSameSession(withSession(sessionValue("u")), fresh, site)).toBe(false);
    expect(isSameSession(new Request("http://localhost/"), fresh, site)).toBe(false);
  });

  it.each(["100%", "%", "%zz", "%E0%A4%A", ".", "", "t%", "t.s", sessionValue().replace("s", "!")])(
    "takes a session cookie of %p for no session of ours",
    (value) => {
      const fresh = [
        `better-auth.session_token=${sessionValue()}; Path=/`,
        "better-auth.session_token=%; Path=/",
      ];
      expect(isSameSession(withSession(value), fresh, "http://localhost:3000")).toBe(false);
    },
  );

  it.each([
    ["better-auth.session_token=x", null],
    ["__Secure-better-auth.session_token=x", null],
    ["__Secure-__Host-latchkey.session_token=x", null],
    ["__Secure-__Host-latchkey-convex_jwt=x", null],
    ["__Host-Latchkey.session_token=x", null],
    ["latchkey-pending=x; latchkey-link=y", null],
    ["a.session_token=x; theme=dark", "theme=dark"],
    [
      "__Host-latchkey.session_token=x; __Host-latchkey-link=y",
      "__Host-latchkey.session_token=x; __Host-latchkey-link=y",
    ],
    ["_ga=1;; a=b=c ;__Host-other=z", "_ga=1; ; a=b=c; __Host-other=z"],
    ["", null],
    [null, null],
  ])("of the cookies %p on https believes %p", (header, believed) => {
    expect(withoutForeignCookies(header, ownCookies("https://a.example"))).toBe(believed);
  });

  it("knows its own cookies again, on http too", () => {
    for (const site of ["https://a.example", "http://localhost:3000"]) {
      const header = [...ownCookies(site)].map((name) => `${name}=x`).join("; ");
      expect(withoutForeignCookies(header, ownCookies(site))).toBe(header);
    }
  });

  it("reads no session under a name that others can plant", () => {
    const planted = new Headers({ cookie: `better-auth.session_token=${sessionValue()}` });
    expect(readSession(planted, "http://localhost:3000")).toBe(sessionValue());
    expect(readSession(planted, "https://a.example")).toBeNull();
  });
});
