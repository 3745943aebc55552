import { isSecure, readCookie } from "./cookies";
import { percentDecoded } from "./decode";

/** Better Auth's cookies; it sets the last two only for features that are off here. */
export const AUTH_COOKIES = ["session_token", "convex_jwt", "session_data", "dont_remember"] as const;
export type AuthCookie = (typeof AUTH_COOKIES)[number];

export function authCookieName(cookie: AuthCookie, siteUrl: string): string {
  return `${isSecure(siteUrl) ? "__Secure-" : ""}better-auth.${cookie}`;
}

/** The session cookie as it came, or null. Only the exact name counts: anybody can plant one under a weaker name. */
export function readSession(headers: Headers, siteUrl: string): string | null {
  return readCookie(headers.get("cookie"), authCookieName("session_token", siteUrl)) || null;
}

/** The token in a session cookie's value, which is `token.signature`, percent-encoded. Null where it is none. */
export function tokenIn(value: string): string | null {
  return percentDecoded(value)?.split(".")[0] || null;
}
