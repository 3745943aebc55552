/** Makes one exchange, and checks its two cookies and its JWT. */
import { type AuthCookie, authCookieName, isSecure, sessionHash } from "@latchkey/login-links/http";
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { exchangeOurs } from "../../bench/exchange/contenders";
import { JWT_SECONDS, SESSION_SECONDS } from "../../convex/betterAuth/options";
import { siteOf } from "../../lib/site";
import { newToken } from "./clicks";
import { identityOf, jwtIn } from "./crowd";
import { newSender } from "./sender";
import { addressOf, type World } from "./world";

export interface Cookie {
  name: string;
  value: string;
  /** In lower case, sorted: `httponly`, `path=/`. */
  attributes: string[];
}

export interface SignIn {
  tookMs: number;
  cookies: Cookie[];
  claims: JWTPayload;
  cookieFaults: string[];
  jwtFaults: string[];
}

export async function signInOnce(world: World): Promise<SignIn> {
  const email = addressOf(world, "first");
  const token = await newToken(world, email);
  const startedAt = performance.now();
  const outcome = await exchangeOurs({ ...world, send: newSender().send }, token);
  const tookMs = performance.now() - startedAt;
  if (!outcome.ok) throw new Error(`the first exchange was refused: ${outcome.reason}`);
  const cookies = (outcome.setCookies ?? []).map(parseCookie);
  const { claims, faults } = await verifyJwt(world, jwtIn(outcome));
  const { id } = await identityOf(world, jwtIn(outcome));
  return {
    tookMs,
    cookies,
    claims,
    cookieFaults: cookieFaults(cookies, world.appUrl),
    jwtFaults: [
      ...faults,
      ...(await claimFaults(claims, cookies, email)),
      ...(id === claims.sub ? [] : ["Convex accepts the JWT for a person other than its subject"]),
    ],
  };
}

export function parseCookie(header: string): Cookie {
  const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    attributes: attributes.map((attribute) => attribute.toLowerCase()).sort(),
  };
}

const LIFETIMES = { session_token: SESSION_SECONDS, convex_jwt: JWT_SECONDS } as const satisfies Partial<
  Record<AuthCookie, number>
>;

/**
 * How the cookies differ from those that the app reads and that a browser must receive, one sentence for each
 * difference.
 */
export function cookieFaults(cookies: readonly Cookie[], appUrl: string): string[] {
  const expected = Object.entries(LIFETIMES).map(([cookie, maxAge]) => ({
    name: authCookieName(cookie as AuthCookie, siteOf(appUrl)),
    attributes: [
      "httponly",
      `max-age=${maxAge}`,
      "path=/",
      "samesite=lax",
      ...(isSecure(appUrl) ? ["secure"] : []),
    ],
  }));
  const names = expected.map(({ name }) => name);
  return [
    ...expected.flatMap(({ name, attributes }) => {
      const found = cookies.find((cookie) => cookie.name === name);
      if (!found) return [`the cookie ${name} is missing`];
      return found.attributes.join() === attributes.join()
        ? []
        : [`${name} has ${found.attributes.join(", ")} instead of ${attributes.join(", ")}`];
    }),
    ...cookies.filter(({ name }) => !names.includes(name)).map(({ name }) => `the cookie ${name} is set`),
  ];
}

/** Verifies with the keys that the site itself publishes, as Convex does. */
async function verifyJwt(
  { convexSiteUrl }: World,
  jwt: string,
): Promise<{ claims: JWTPayload; faults: string[] }> {
  const response = await fetch(`${convexSiteUrl}/api/auth/convex/jwks`);
  if (!response.ok)
    return { claims: {}, faults: [`the site answered the request for its keys with ${response.status}`] };
  const keys = createLocalJWKSet((await response.json()) as JSONWebKeySet);
  const expected = { issuer: convexSiteUrl, audience: "convex", algorithms: ["RS256"] };
  return jwtVerify(jwt, keys, expected).then(
    ({ payload }) => ({ claims: payload, faults: [] }),
    (error: Error) => ({ claims: {}, faults: [`the JWT does not verify: ${error.message}`] }),
  );
}

async function claimFaults(claims: JWTPayload, cookies: readonly Cookie[], email: string): Promise<string[]> {
  const session = cookies.find(({ name }) => name.endsWith("session_token"));
  const lifetime = (claims.exp ?? 0) - (claims.iat ?? 0);
  return [
    ...(claims.email === email ? [] : ["the JWT is for a different address"]),
    ...(lifetime === JWT_SECONDS ? [] : [`the JWT lives ${lifetime} s instead of ${JWT_SECONDS}`]),
    ...(claims.sessionHash === (await sessionHash(tokenOf(session)))
      ? []
      : ["the JWT belongs to a different session than the cookie"]),
  ];
}

/** The token in a signed cookie. The cookie's value is `token.signature`, percent-encoded. */
const tokenOf = (cookie: Cookie | undefined): string =>
  decodeURIComponent(cookie?.value ?? "").split(".")[0] ?? "";
