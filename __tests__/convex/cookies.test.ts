import { beforeEach, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { createAuth } from "@/convex/auth";
import { siteOf } from "@/lib/site";
import { sessionCookie, sessionCookiesIn } from "@latchkey/login-links/http";
import { claimsIn, cookieHeader, parseCookies, signIn } from "./support/people";
import { DAY, MINUTE, type World, SECOND, start } from "./support/world";
import { addAuthRow, authRows } from "./support/tables";

const ADA = "ada@example.com";
const HTTPS = { SITE_URL: "https://latchkey.example" };
const HTTP = { SITE_URL: "http://localhost:3000" };

let world: World;

describe("the cookies of an exchange", () => {
  test("are the session and its JWT, and no others", async () => {
    world = await start(HTTPS);
    const { cookies } = await signIn(world, ADA);
    expect(Object.keys(cookies)).toEqual(["__Host-latchkey.session_token", "__Host-latchkey.convex_jwt"]);
  });

  test("are Secure, HttpOnly, for the whole site, and SameSite", async () => {
    world = await start(HTTPS);
    for (const { attributes } of Object.values((await signIn(world, ADA)).cookies)) {
      expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]));
      expect(attributes.filter((attribute) => attribute.startsWith("Domain"))).toEqual([]);
    }
  });

  test("are as strict on http, except for what needs https", async () => {
    world = await start(HTTP);
    const { cookies } = await signIn(world, ADA);
    expect(Object.keys(cookies)).toEqual(["better-auth.session_token", "better-auth.convex_jwt"]);
    for (const { attributes } of Object.values(cookies)) {
      expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Path=/"]));
      expect(attributes).not.toContain("Secure");
    }
  });

  test("last 30 days and 15 minutes", async () => {
    world = await start(HTTPS);
    const [session, jwt] = Object.values((await signIn(world, ADA)).cookies);
    expect(session?.attributes).toContain(`Max-Age=${(30 * DAY) / SECOND}`);
    expect(jwt?.attributes).toContain(`Max-Age=${(15 * MINUTE) / SECOND}`);
  });
});

describe("the session cookie", () => {
  beforeEach(async () => {
    world = await start(HTTPS);
  });

  async function getSession(cookie: string) {
    return (await world.t.fetch("/api/auth/get-session", { headers: { cookie } })).json();
  }

  test("is accepted by Better Auth as a session", async () => {
    const { cookies } = await signIn(world, ADA);
    expect(await getSession(cookieHeader(cookies))).toMatchObject({
      user: { email: ADA, emailVerified: true },
    });
  });

  test("cannot be replaced by the values in the session's row", async () => {
    await signIn(world, ADA);
    const [session] = await authRows(world.t, "session");
    const token = String(session!.token);
    const headers: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { Authorization: `bearer ${token}` },
      { cookie: `__Host-latchkey.session_token=${token}` },
    ];
    for (const path of ["/api/auth/get-session", "/api/auth/convex/token", "/api/auth/list-sessions"]) {
      for (const init of headers) {
        const body = await (await world.t.fetch(path, { headers: init })).text();
        expect(body).not.toContain(ADA);
        expect(body).not.toContain("eyJ");
      }
    }
  });

  test("is signed: a changed cookie is refused", async () => {
    const { cookies } = await signIn(world, ADA);
    const name = "__Host-latchkey.session_token";
    const [token] = cookies[name]!.value.split(".");
    expect(await getSession(`${name}=${token}`)).toBeNull();
    expect(await getSession(`${name}=${token}.${"A".repeat(43)}%3D`)).toBeNull();
  });
});

describe("over HTTP", () => {
  beforeEach(async () => {
    world = await start(HTTPS);
  });

  test.each([
    "better-auth.session_token",
    "__Secure-better-auth.session_token",
    "__Secure-__Host-latchkey.session_token",
    "__Secure-latchkey.session_token",
    "latchkey.session_token",
    "__Host-better-auth.session_token",
    "__host-latchkey.session_token",
    "__Host-latchkey-session_token",
  ])("a session cookie with the name %s is ignored", async (name) => {
    const { cookies } = await signIn(world, ADA);
    const { value } = cookies["__Host-latchkey.session_token"]!;
    const ask = (cookie: string) => world.t.fetch("/api/auth/convex/token", { headers: { cookie } });
    expect((await ask(`${name}=${value}`)).status).toBe(401);
    expect((await ask(`${name}=x; __Host-latchkey.session_token=${value}`)).status).toBe(200);
  });
});

describe("a long name", () => {
  /** Browsers drop a cookie if its name and value together have more bytes than this. */
  const MAX_COOKIE = 4_096;

  beforeEach(async () => {
    world = await start(HTTPS);
  });

  test.each([
    ["of the maximum length, with the characters that take most space", "\u6f22".repeat(200)],
    ["of quotes only, which are escaped", '"'.repeat(200)],
    ["stored before the limit existed", "\u{1f511}".repeat(10_000)],
  ])("%s, leaves room for the session's cookies", async (_what, name) => {
    await addAuthRow(world.t, "user", { name, email: ADA, emailVerified: true, createdAt: 0, updatedAt: 0 });
    const { cookies } = await signIn(world, ADA);
    for (const [cookie, { value }] of Object.entries(cookies))
      expect(`${cookie}=${value}`.length).toBeLessThan(MAX_COOKIE);
    expect(name.startsWith(String(claimsIn(cookies).name))).toBe(true);
    const headers = { cookie: cookieHeader(cookies) };
    expect((await world.t.fetch("/api/auth/convex/token", { headers })).status).toBe(200);
  });

  test("is refused by every function that writes a name to Better Auth's table", async () => {
    const { cookies } = await signIn(world, ADA);
    const headers = new Headers({ cookie: cookieHeader(cookies) });
    const rename = (name: string) =>
      world.t.run(async (ctx) => {
        await createAuth(ctx as never).api.updateUser({ body: { name }, headers });
      });
    await rename("x".repeat(200));
    await expect(rename("x".repeat(201))).rejects.toThrow("A name can have at most 200 characters");
    expect(await authRows(world.t, "user")).toMatchObject([{ name: "x".repeat(200) }]);
  });
});

describe("the JWT", () => {
  test("names the session that it belongs to, whether an exchange or the token endpoint made it", async () => {
    world = await start(HTTPS);
    const { cookies } = await signIn(world, ADA);
    const held = cookieHeader(cookies);
    const site = siteOf(HTTPS.SITE_URL);
    const bound = await sessionCookiesIn(new Headers({ cookie: held }), site);
    expect(bound?.jwt).toBe(cookies["__Host-latchkey.convex_jwt"]!.value);
    const response = await world.t.fetch("/api/auth/convex/token", { headers: { cookie: held } });
    const { token } = (await response.json()) as { token: string };
    const renewed = `${sessionCookie(bound!.session, site)}; __Host-latchkey.convex_jwt=${token}`;
    expect((await sessionCookiesIn(new Headers({ cookie: renewed }), site))?.jwt).toBe(token);
  });

  beforeEach(async () => {
    world = await start(HTTPS);
  });

  async function keys() {
    const response = await world.t.fetch("/api/auth/convex/jwks");
    return createLocalJWKSet((await response.json()) as JSONWebKeySet);
  }

  test("verifies against the keys that Convex uses, as Convex verifies it", async () => {
    const { cookies, userId, sessionId } = await signIn(world, ADA);
    const jwt = cookies["__Host-latchkey.convex_jwt"]!.value;
    const { payload, protectedHeader } = await jwtVerify(jwt, await keys(), {
      issuer: "https://convex.example",
      audience: "convex",
      algorithms: ["RS256"],
      currentDate: new Date(),
    });
    expect(protectedHeader.alg).toBe("RS256");
    expect(payload).toMatchObject({ sub: userId, sessionId, email: ADA });
    await expect(
      jwtVerify(jwt, await keys(), { currentDate: new Date(Date.now() + 16 * MINUTE) }),
    ).rejects.toThrow();
  });

  test("contains only the necessary claims", async () => {
    const { cookies } = await signIn(world, ADA);
    expect(Object.keys(claimsIn(cookies)).sort()).toEqual([
      "aud",
      "email",
      "emailVerified",
      "exp",
      "iat",
      "iss",
      "jti",
      "name",
      "sessionHash",
      "sessionId",
      "sub",
    ]);
  });

  test("differs from the previous one, even within a second, because Convex's client only then schedules its renewal", async () => {
    const { cookies } = await signIn(world, ADA);
    const headers = { cookie: cookieHeader(cookies) };
    const tokens = new Set([cookies["__Host-latchkey.convex_jwt"]!.value]);
    for (let times = 0; times < 2; times++) {
      const response = await world.t.fetch("/api/auth/convex/token", { headers });
      tokens.add(((await response.json()) as { token: string }).token);
    }
    expect(tokens.size).toBe(3);
  });

  test("is made again from the session cookie, for the same session", async () => {
    const { cookies, sessionId } = await signIn(world, ADA);
    const { "__Host-latchkey.session_token": session } = cookies;
    const response = await world.t.fetch("/api/auth/convex/token", {
      headers: { cookie: `__Host-latchkey.session_token=${session!.value}` },
    });
    const { token } = (await response.json()) as { token: string };
    expect(claimsIn(parseCookies([`x.convex_jwt=${token}`]))).toMatchObject({ sessionId, email: ADA });
  });
});
