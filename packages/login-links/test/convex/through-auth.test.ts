/**
 * What only `throughAuth` does: it runs the hooks of the owner's Better Auth. No request over HTTP can begin a session
 * through it.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { betterAuth } from "better-auth/minimal";
import { loginLinks, throughAuth } from "../../src/better-auth/index.ts";
import { bannedUsers, createAuth } from "./support/owner.ts";
import { authRows, counts, follow, mintedToken, world, type World } from "./support/world.ts";

const ADA = "ada@example.com";

let t: World;
beforeEach(async () => {
  t = await world("throughAuth");
});

test("the owner's hook on new users runs", async () => {
  await follow(t, await mintedToken(t, ADA));
  expect(await authRows(t, "user")).toMatchObject([{ name: "Nobody" }]);
});

test("the owner's session hook can refuse with its own error, and the link still works", async () => {
  await follow(t, await mintedToken(t, ADA));
  const [user] = await authRows(t, "user");
  bannedUsers.add(user!["_id"] as string);
  const token = await mintedToken(t, ADA);
  await expect(follow(t, token)).rejects.toMatchObject({
    data: { code: "refused", message: "This account is banned." },
  });
  expect(await counts(t)).toEqual({ users: 1, sessions: 1, arrivals: 1, usableLinks: 1 });
  bannedUsers.clear();
  expect(await follow(t, token)).toMatchObject({ ok: true });
});

const PATHS = [
  "/api/auth/sign-in/login-link",
  "/api/auth/sign-in/login-link/",
  "/api/auth/sign-in/login-link/again",
  "/api/auth//sign-in/login-link",
  "/api/auth/sign-in%2flogin-link",
  "/api/auth/sign-in/login%2dlink",
  "/api/auth/Sign-In/Login-Link",
  "/api/auth/x/../sign-in/login-link",
  "/api/auth/begin-link-session",
  "/api/auth/beginLinkSession",
  "/api/auth/sign-in/beginLinkSession",
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Sends a request to a path of Better Auth. */
type Ask = (path: string, init: RequestInit) => Promise<Answer>;
interface Answer {
  status: number;
  setCookies: string[];
}

async function expectNotFound(ask: Ask): Promise<void> {
  const body = JSON.stringify({ email: ADA, name: "", verifiesEmail: true, ipAddress: "", userAgent: "" });
  for (const path of PATHS) {
    for (const method of METHODS) {
      const headers = { "content-type": "application/json", origin: "https://owner.example" };
      const answer = await ask(path, { method, headers, ...(method === "GET" ? {} : { body }) });
      expect([method, path, answer]).toEqual([method, path, { status: 404, setCookies: [] }]);
    }
  }
  expect(await counts(t)).toMatchObject({ users: 0, sessions: 0 });
}

const answerOf = ({ status, headers }: Response): Answer => ({ status, setCookies: headers.getSetCookie() });

const askRoutes: Ask = async (path, init) => answerOf(await t.fetch(path, init));
/** Sends a request to an instance that has the plugin itself. */
const askInstance: Ask = (path, init) =>
  t.run(async (ctx) => {
    const { options } = createAuth(ctx as never);
    const auth = betterAuth({ ...options, plugins: [loginLinks(), ...options.plugins] });
    return answerOf(await auth.handler(new Request(`https://owner.example${path}`, init)));
  });

describe.each([
  ["the owner's routes", askRoutes],
  ["an instance that has the plugin itself", askInstance],
])("%s", (_, ask) => {
  test("cannot begin a session over HTTP, by any path", () => expectNotFound(ask));

  test("answer existing paths", async () => {
    expect(await ask("/api/auth/ok", {})).toMatchObject({ status: 200 });
  });
});

test("an instance that already has the plugin is used unchanged", async () => {
  t = await world("throughAuth", {
    sessions: throughAuth((ctx) => {
      const { options } = createAuth(ctx);
      return betterAuth({ ...options, plugins: [loginLinks(), ...options.plugins] });
    }),
  });
  expect(await follow(t, await mintedToken(t, ADA))).toMatchObject({ ok: true, isNewUser: true });
});
