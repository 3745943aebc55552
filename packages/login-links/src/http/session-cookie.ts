import { percentDecoded } from "../shared/decode.ts";
import { sha256Base64url } from "../shared/digest.ts";
import { cookieLine, isSecure, readCookie, type Site } from "./cookies.ts";
import { payloadOf } from "./jwt-claims.ts";

/** Better Auth's cookies. It uses the last two for its cookie cache and for sessions that end with the browser. */
export const AUTH_COOKIES = ["session_token", "convex_jwt", "session_data", "dont_remember"] as const;
export type AuthCookie = (typeof AUTH_COOKIES)[number];

export const authCookieName = (cookie: AuthCookie, { siteUrl, sessionPrefix }: Site): string =>
  `${sessionPrefix ?? (isSecure(siteUrl) ? "__Secure-better-auth" : "better-auth")}.${cookie}`;

/** `token.signature`: a random token, and the base64 of 32 bytes. */
const SIGNED_TOKEN = /^([\w-]{20,128})\.[A-Za-z0-9+/]{43}=$/;

/**
 * The unchanged session cookie, or null. Only the exact name counts, because anybody can plant one under a weaker name.
 * A value that Better Auth cannot have made is ignored, because Better Auth answers 500 to a signature that is not
 * base64.
 */
export function readSession(headers: Headers, site: Site): string | null {
  const value = readCookie(headers.get("cookie"), authCookieName("session_token", site));
  return value !== null && tokenIn(value) !== null ? value : null;
}

/** The unchanged values of a session's cookies; the JWT only if it belongs to this session. */
export type SessionCookies = { session: string; jwt: string | null };

/** Null without a session: a JWT alone is not enough. */
export async function sessionCookiesIn(headers: Headers, site: Site): Promise<SessionCookies | null> {
  const session = readSession(headers, site);
  if (session === null) return null;
  const jwt = readCookie(headers.get("cookie"), authCookieName("convex_jwt", site));
  return { session, jwt: jwt !== null && (await isOfSession(jwt, session)) ? jwt : null };
}

/**
 * Whether a JWT belongs to this session. The pages of another account would be shown if that account's JWT were used
 * with this session. Convex checks the JWT's signature.
 */
async function isOfSession(jwt: string, session: string): Promise<boolean> {
  return payloadOf(jwt).sessionHash === (await sessionHash(tokenIn(session) ?? ""));
}

/**
 * The claim `sessionHash` of a JWT: it identifies the session cookie that the JWT belongs to, without revealing its
 * token.
 * @param token the session's token, without its signature
 */
export const sessionHash = (token: string): Promise<string> => sha256Base64url(`session|${token}`);

/** The value of a Cookie header with only the session cookie. */
export const sessionCookie = (session: string, site: Site): string =>
  `${authCookieName("session_token", site)}=${session}`;

/** The token in a session cookie's value, which is percent-encoded. Null if it is malformed. */
export function tokenIn(value: string): string | null {
  return SIGNED_TOKEN.exec(percentDecoded(value) ?? "")?.[1] ?? null;
}

/** Set-Cookie values that remove all cookies of a session, whatever Better Auth answered. */
export const clearedSession = (site: Site): string[] =>
  AUTH_COOKIES.map((cookie) => cookieLine(authCookieName(cookie, site), "", site, 0));

/** Whether the new cookies belong to the session that the request already had. */
export function isSameSession(request: Request, setCookies: readonly string[], site: Site): boolean {
  const held = readSession(request.headers, site);
  const token = held && tokenIn(held);
  if (!token) return false;
  const name = authCookieName("session_token", site);
  return setCookies.some((cookie) => {
    const value = readCookie(cookie.split(";")[0] ?? "", name);
    return value !== null && tokenIn(value) === token;
  });
}
