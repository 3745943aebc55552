import { afterAll, expect, it } from "@jest/globals";
import { requireToken, serverRoute, tokenOf } from "../src/tanstack/index.ts";
import { startServer } from "./support/http-server.ts";
import { sessionValue } from "./support/session-value.ts";

const site = await startServer((_seen, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ token: "fresh" }));
});
afterAll(site.close);

it("passes every method of a server route to the route", async () => {
  const { ANY } = serverRoute(async ({ method }) => new Response(method));
  const request = new Request("http://localhost:3000/login/callback", { method: "POST" });
  expect(await (await ANY({ request })).text()).toBe("POST");
});

it("reads the token of whoever is signed in", async () => {
  const settings = { siteUrl: "http://localhost:3000", convexSiteUrl: site.url };
  const request = (cookie: string) => new Request(settings.siteUrl, { headers: { cookie } });
  expect(await tokenOf(request(`better-auth.session_token=${sessionValue()}`), settings)).toBe("fresh");
  expect(await tokenOf(request("better-auth.session_token=x"), settings)).toBeNull();
});

it("guards a route: without a token it redirects to the login page, and back after signing in", () => {
  const location = { href: "/settings?tab=2" };
  const redirect = (to: { href: string }) => to;
  expect(() => requireToken("jwt", { location, redirect })).not.toThrow();
  const thrownBy = (token: string | null | undefined) => {
    try {
      requireToken(token, { location, redirect, login: "/enter" });
    } catch (thrown) {
      return thrown;
    }
    return null;
  };
  for (const token of [null, undefined, ""])
    expect(thrownBy(token)).toEqual({ href: "/enter?next=/settings%3Ftab%3D2" });
});
