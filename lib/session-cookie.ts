import { isSecure, readCookie } from "./cookies";
import { percentDecoded } from "./decode";

/** Better Auth's cookies; it sets the last two only for features that are off here. */
export const AUTH_COOKIES = ["session_token", "convex_jwt", "session_data", "dont_remember"] as const;
export type AuthCookie = (typeof AUTH_COOKIES)[number];

export function authCookieName(cookie: AuthCookie, siteUrl: string): string {
  return `${isSecure(siteUrl) ? "__Secure-" : ""}better-auth.${cookie}`;
}

/** `token.signature`: a random token, and the base64 of 32 bytes. */
const SIGNED_TOKEN = /^([\w-]{20,128})\.[A-Za-z0-9+/]{43}=$/;

/**
 * The session cookie as it came, or null. Only the exact name counts: anybody can plant one under a weaker name. What cannot
 * be one of Better Auth's is none: it answers 500 to a signature that is not base64.
 */
export function readSession(headers: Headers, siteUrl: string): string | null {
  const value = readCookie(headers.get("cookie"), authCookieName("session_token", siteUrl));
  return value !== null && tokenIn(value) !== null ? value : null;
}

/** The values of a session's cookies as they came. */
export type SessionCookies = { session: string; jwt: string | null };

/** Null without a session: a JWT alone is nobody's word. */
export function sessionCookiesIn(headers: Headers, siteUrl: string): SessionCookies | null {
  const session = readSession(headers, siteUrl);
  const jwt = readCookie(headers.get("cookie"), authCookieName("convex_jwt", siteUrl)) || null;
  return session === null ? null : { session, jwt };
}

/** As a Cookie header. */
export const sessionCookie = (session: string, siteUrl: string): string =>
  `${authCookieName("session_token", siteUrl)}=${session}`;

/** The token in a session cookie's value, which is percent-encoded. Null where it is none. */
export function tokenIn(value: string): string | null {
  return SIGNED_TOKEN.exec(percentDecoded(value) ?? "")?.[1] ?? null;
}
