/**
 * The function that creates sessions trusts the address it is given. It must not be reachable over HTTP, by any method
 * or spelling.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createAuth } from "@/convex/auth";
import { type World, start } from "./support/world";
import { counts } from "./support/tables";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const PATHS = [
  "/api/auth/sign-in/login-link",
  "/api/auth/sign-in/login-link/",
  "/api/auth//sign-in/login-link",
  "/api/auth/sign-in//login-link",
  "//api/auth/sign-in/login-link",
  "/api/auth/sign-in%2flogin-link",
  "/api/auth/sign-in%2Flogin-link",
  "/api/auth%2fsign-in%2flogin-link",
  "/api/auth/sign-in%252flogin-link",
  "/api/auth/sign-in/login%2dlink",
  "/api/auth/%73ign-in/login-link",
  "/api/auth/Sign-In/Login-Link",
  "/API/AUTH/SIGN-IN/LOGIN-LINK",
  "/api/auth/./sign-in/login-link",
  "/api/auth/x/../sign-in/login-link",
  "/api/auth/x/%2e%2e/sign-in/login-link",
  "/api/auth/sign-in/login-link;x=1",
  "/api/auth/sign-in/login-link%00",
  "/api/auth/sign-in/login-link%20",
  "/api/auth/sign-in/login-link.json",
  "/api/auth/sign-in\\login-link",
  "/api/auth/sign-in/login-link?email=eve@example.com",
  "/api/auth/sign-in/signCookies",
  "/api/auth/signCookies",
  "/api/auth/mint-session",
  "/api/auth/latchkey-mint-session",
  "/api/auth/api/auth/sign-in/login-link",
  "/sign-in/login-link",
];

let world: World;
beforeAll(async () => {
  world = await start();
});

function ask(path: string, method: string): Promise<Response> {
  const hasBody = !["GET", "HEAD"].includes(method);
  return world.t.fetch(path, {
    method,
    headers: {
      "content-type": "application/json",
      origin: "https://latchkey.example",
      "sec-fetch-site": "same-origin",
    },
    ...(hasBody ? { body: JSON.stringify({ email: "eve@example.com", verifiesEmail: true }) } : {}),
  });
}

describe.each(METHODS)("%s", (method) => {
  test.each(PATHS)("%s is not found", async (path) => {
    const response = await ask(path, method);
    expect(response.status).toBe(404);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await counts(world.t)).toMatchObject({ users: 0, sessions: 0 });
  });
});

test("the instance that serves HTTP has none of our endpoints, so no endpoint that begins a session", async () => {
  const { ids, endpoints } = await world.t.run(async (ctx) => {
    const { plugins } = createAuth(ctx as never).options;
    const endpoints = plugins.filter(({ id }) => id !== "convex").flatMap((plugin) => Object.keys(plugin));
    return { ids: plugins.map(({ id }) => id), endpoints };
  });
  expect(ids).toEqual(["latchkey-cookies-only", "convex"]);
  expect(endpoints).not.toContain("endpoints");
});

test("the tested router answers existing paths", async () => {
  expect((await ask("/api/auth/get-session", "GET")).status).toBe(200);
  expect((await ask("/api/auth/convex/jwks", "GET")).status).toBe(200);
});

/** Better Auth endpoints that could begin a session. Latchkey uses none of them. */
test.each([
  "/api/auth/sign-in/email",
  "/api/auth/sign-in/magic-link",
  "/api/auth/magic-link/verify?token=x",
  "/api/auth/sign-up/email",
  "/api/auth/sign-in/social",
  "/api/auth/sign-in/anonymous",
  "/api/auth/email-otp/verify-email",
])("%s begins no session", async (path) => {
  for (const method of ["GET", "POST"]) {
    const response = await ask(path, method);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  expect(await counts(world.t)).toMatchObject({ users: 0, sessions: 0 });
});
