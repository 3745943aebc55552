/** The plain routes behind the forms. A server that records its calls stands in for Convex. */
import { afterAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { readCookie } from "../../packages/login-links/src/http/cookies";
import { encodeLink } from "../../packages/login-links/src/http/link-cookie";
import {
  decodePending,
  encodePending,
  nextPending,
} from "../../packages/login-links/src/http/pending-cookie";
import { decodeTyped } from "../../packages/login-links/src/http/typed-cookie";
import { type Seen, startServer } from "../support/http-server";

let value: unknown = { ok: true };
const convex = await startServer((_seen, response) => {
  response.writeHead(value === undefined ? 503 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify({ status: "success", value, logLines: [] }));
});
afterAll(convex.close);
const SITE = "http://localhost:3000";
Object.assign(process.env, {
  NEXT_PUBLIC_CONVEX_URL: convex.url,
  NEXT_PUBLIC_CONVEX_SITE_URL: convex.url,
  SITE_URL: SITE,
  INTERNAL_PROXY_SECRET: "s".repeat(32),
});
const request = await import("@/app/login/request/route");
const renew = await import("@/app/login/renew/route");
const unsubscribe = await import("@/app/unsubscribe/change/route");
const logout = await import("@/app/logout/route");

type Route = { POST(request: Request): Promise<Response> };
const OURS = { "sec-fetch-site": "same-origin" };

function submit(route: Route, fields: Record<string, string>, headers: Record<string, string> = OURS) {
  return route.POST(new Request(SITE, { method: "POST", body: new URLSearchParams(fields), headers }));
}

const where = (response: Response) => [response.status, response.headers.get("location")];
const told = () => convex.seen.map(({ body }: Seen) => JSON.parse(body) as { path: string; args: unknown[] });

function cookieOf(response: Response, name: string): string | null {
  const line = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  return line === undefined ? null : readCookie(line.split(";")[0] ?? "", name);
}

beforeEach(() => {
  value = { ok: true };
  convex.seen.length = 0;
  jest.restoreAllMocks();
  jest.spyOn(console, "error").mockImplementation(() => undefined);
  jest.spyOn(console, "log").mockImplementation(() => undefined);
});

describe("/login/request", () => {
  it("asks for a link to the typed address, and sets the cookie of the browser that asked", async () => {
    const response = await submit(request, { email: " ada@example.com ", next: "/admin" });
    expect(where(response)).toEqual([303, expect.stringMatching(/^\/login\?next=\/admin&asked=\d+$/)]);
    expect(told()).toMatchObject([
      { path: "loginLinks:request", args: [{ email: "ada@example.com", next: "/admin" }] },
    ]);
    const pending = decodePending(cookieOf(response, "latchkey-pending"), Date.now());
    expect(pending).toMatchObject({ email: "ada@example.com", isRenewal: false });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("shows a refused form again with the typed text, which is not in the URL", async () => {
    value = { ok: false, reason: "invalid_email" };
    const response = await submit(request, { email: "ada@exa mple", next: "/admin" });
    expect(where(response)).toEqual([303, "/login?next=/admin&another=&problem=invalid_email"]);
    expect(decodeTyped(cookieOf(response, "latchkey-typed"))).toBe("ada@exa mple");
    expect(cookieOf(response, "latchkey-pending")).toBeNull();
  });

  it("says how long to wait, or that Convex cannot be reached", async () => {
    value = { ok: false, reason: "rate_limited", retryAfterSeconds: 9.2 };
    expect(where(await submit(request, { email: "a@example.com" }))[1]).toMatch(
      /problem=rate_limited&wait=10$/,
    );
    value = undefined;
    expect(where(await submit(request, { email: "a@example.com" }))[1]).toMatch(/problem=unreachable$/);
  });

  it("treats a form that is too long as one without an address", async () => {
    const response = await submit(request, { email: "a".repeat(100_000) });
    value = { ok: false, reason: "invalid_email" };
    expect(where(response)[0]).toBe(303);
    expect(convex.seen.map(({ body }) => body.length < 2_000)).toEqual([true]);
  });

  it("sends again to the address that the browser asked for, after a minute", async () => {
    const asked = (ms: number) =>
      `latchkey-pending=${encodePending(nextPending(null, "a@b.example", Date.now() - ms))}`;
    const early = await submit(request, { next: "/" }, { ...OURS, cookie: asked(1_000) });
    expect(where(early)).toEqual([303, "/login?next=/&problem=cooldown&wait=59"]);
    expect(convex.seen).toEqual([]);
    const later = await submit(request, { next: "/" }, { ...OURS, cookie: asked(61_000) });
    expect(where(later)).toEqual([303, "/login?next=/&sent=again"]);
    expect(told()).toMatchObject([{ args: [{ email: "a@b.example" }] }]);
  });
});

describe("/login/renew", () => {
  const link = `latchkey-link=${encodeLink({ token: "t".repeat(43), attempt: "a".repeat(43) })}`;

  it("asks for a new link to replace the opened one, and keeps the address that was typed before", async () => {
    const asked = nextPending(null, "ada@example.com", Date.now());
    const cookie = `${link}; latchkey-pending=${encodePending(asked)}`;
    const response = await submit(renew, {}, { ...OURS, cookie });
    expect(where(response)).toEqual([303, "/login"]);
    expect(told()).toMatchObject([{ path: "loginLinks:renew", args: [{ token: "t".repeat(43) }] }]);
    const pending = decodePending(cookieOf(response, "latchkey-pending"), Date.now());
    expect(pending).toMatchObject({ secret: asked.secret, email: "ada@example.com", isRenewal: true });
  });

  it("renews nothing without a link", async () => {
    expect(where(await submit(renew, {}, { ...OURS, cookie: "latchkey-link=%" }))).toEqual([
      303,
      "/login/confirm",
    ]);
    expect(convex.seen).toEqual([]);
  });
});

describe("/unsubscribe/change", () => {
  it("unsubscribes, and undoes it", async () => {
    const signed = { r: "r1", s: "s1" };
    expect(where(await submit(unsubscribe, signed))).toEqual([
      303,
      "/unsubscribe?r=r1&s=s1&done=unsubscribed",
    ]);
    expect(where(await submit(unsubscribe, { ...signed, do: "undo" }))).toEqual([
      303,
      "/unsubscribe?r=r1&s=s1&done=undone",
    ]);
    expect(told().map(({ path }) => path)).toEqual(["unsubscribes:confirm", "unsubscribes:undo"]);
    value = undefined;
    expect(where(await submit(unsubscribe, signed))[1]).toBe("/unsubscribe?r=r1&s=s1&problem=unreachable");
  });
});

const ROUTES = {
  "/login/request": request,
  "/login/renew": renew,
  "/unsubscribe/change": unsubscribe,
  "/logout": logout,
};

describe.each(Object.entries(ROUTES))("%s", (_path, route) => {
  it.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a subdomain", { "sec-fetch-site": "same-site", origin: SITE }],
    ["a sandboxed frame", { origin: "null" }],
    ["nowhere", {}],
  ])("refuses a form from %s without throwing", async (_who, headers) => {
    const response = await submit(
      route,
      { email: "a@example.com", r: "r1", s: "s1" },
      headers as Record<string, string>,
    );
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
    expect(convex.seen).toEqual([]);
    expect(console.error).not.toHaveBeenCalled();
  });

  it("stops reading at the maximum length of a form", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new Uint8Array(1_024).fill(97));
      },
    });
    const init = { method: "POST", body, headers: OURS, duplex: "half" } as RequestInit;
    expect((await route.POST(new Request(SITE, init))).status).toBe(303);
    expect(sent).toBeLessThan(20_000);
  });

  it("answers every method with the site's headers", async () => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const response = await route[method](new Request(SITE, { method }));
      expect(response.status).toBeLessThan(500);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "content-security-policy": expect.stringContaining("default-src 'none'"),
      });
    }
  });
});
