/**
 * The function that creates sessions trusts the address that it is given. So it must not be reachable, neither through
 * Next nor on the Convex site.
 */
import { rowsOf } from "./support/deployment";
import { addresses, siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { type Answer, send } from "./support/visitor";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const SPELLINGS = [
  "/api/auth/sign-in/login-link",
  "/api/auth/sign-in/login-link/",
  "/api/auth//sign-in/login-link",
  "/api/auth/sign-in//login-link",
  "//api/auth/sign-in/login-link",
  "/api//auth/sign-in/login-link//",
  "/api/auth/sign-in%2flogin-link",
  "/api/auth/sign-in%2Flogin-link",
  "/api/auth%2fsign-in%2flogin-link",
  "/api%2fauth%2fsign-in%2flogin-link",
  "/api/auth/sign-in%252flogin-link",
  "/api/auth/sign-in/login%2dlink",
  "/api/auth/%73ign-in/login-link",
  "/%61pi/auth/sign-in/login-link",
  "/api/auth/Sign-In/Login-Link",
  "/API/AUTH/SIGN-IN/LOGIN-LINK",
  "/api/auth/./sign-in/login-link",
  "/api/auth/x/../sign-in/login-link",
  "/api/auth/x/%2e%2e/sign-in/login-link",
  "/api/auth/..%2fauth/sign-in/login-link",
  "/login/../api/auth/sign-in/login-link",
  "/api/auth/sign-in/login-link;x=1",
  "/api/auth/sign-in/login-link%00",
  "/api/auth/sign-in/login-link%20",
  "/api/auth/sign-in/login-link%0a",
  "/api/auth/sign-in/login-link.json",
  "/api/auth/sign-in/login-link.rsc",
  "/api/auth/sign-in\\login-link",
  "/api/auth/sign-in/login-link?email=eve@example.com&verifiesEmail=true",
  "/api/auth/sign-in/login-link#",
  "/api/auth/sign-in/signCookies",
  "/api/auth/signCookies",
  "/api/auth/mint-session",
  "/api/auth/latchkey-mint-session",
  "/api/auth/api/auth/sign-in/login-link",
  "/_next/data/build/api/auth/sign-in/login-link.json",
  "/sign-in/login-link",
  "/auth/sign-in/login-link",
];

const SERVERS = { "through Next": siteUrl, "on the Convex site": addresses.convexSite };

for (const [where, base] of Object.entries(SERVERS)) {
  for (const method of METHODS) {
    test(`${method} ${where} is not found, in any spelling`, async ({ address }) => {
      for (const spelling of SPELLINGS) {
        const { status, setCookies } = await ask(base, method, spelling, address);
        expect.soft([spelling, status, setCookies]).toEqual([spelling, 404, []]);
      }
      expect(await rowsOf(address)).toMatchObject({ users: [], sessions: [] });
    });
  }
}

test("the tested servers answer existing paths", async () => {
  for (const base of Object.values(SERVERS)) {
    expect((await send("GET", "/api/auth/get-session", {}, base)).status).toBe(200);
  }
});

/**
 * Sends a request and repeats it for each redirect, because a server may redirect to the path with normalised slashes.
 */
async function ask(base: string, method: string, path: string, address: string): Promise<Answer> {
  const headers = { "content-type": "application/json", origin: siteUrl, "sec-fetch-site": "same-origin" };
  const body = ["GET", "HEAD"].includes(method)
    ? undefined
    : JSON.stringify({ email: address, verifiesEmail: true });
  let answer = await send(method, path, { headers, body }, base);
  for (let hop = 0; hop < 5 && answer.headers.location; hop++) {
    const { pathname, search } = new URL(answer.headers.location, base);
    answer = await send(method, pathname + search, { headers, body }, base);
  }
  return answer;
}
