import { isSecure, readCookie } from "./login/cookies";
import { percentDecoded } from "./decode";
import { sha256Base64url } from "./digest";
import { payloadOf } from "./jwt-claims";

/** Better Auth's cookies; it sets the last two only for features that are off here. */
export const AUTH_COOKIES = ["session_token", "convex_jwt", "session_data", "dont_remember"] as const;
export type AuthCookie = (typeof AUTH_COOKIES)[number];

/**
 * Names that begin with `__Host-` are set by this host alone, over https: no subdomain can plant them, and nobody on the
 * way. Browsers take them on https only.
 */
export const authCookiePrefix = (siteUrl: string): string =>
  isSecure(siteUrl) ? "__Host-latchkey" : "better-auth";

export const authCookieName = (cookie: AuthCookie, siteUrl: string): string =>
  `${authCookiePrefix(siteUrl)}.${cookie}`;

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

/** The values of a session's cookies as they came; the JWT only where it is of this very session. */
export type SessionCookies = { session: string; jwt: string | null };

/** Null without a session: a JWT alone is nobody's word. */
export async function sessionCookiesIn(headers: Headers, siteUrl: string): Promise<SessionCookies | null> {
  const session = readSession(headers, siteUrl);
  if (session === null) return null;
  const jwt = readCookie(headers.get("cookie"), authCookieName("convex_jwt", siteUrl));
  return { session, jwt: jwt !== null && (await isOfSession(jwt, session)) ? jwt : null };
}

/** Somebody else's JWT beside one's own session would show somebody else's pages. Its signature is Convex's to check. */
async function isOfSession(jwt: string, session: string): Promise<boolean> {
  return payloadOf(jwt).sessionHash === (await sessionHash(tokenIn(session) ?? ""));
}

/** What a JWT says of the session cookie that it belongs to, without telling its token. */
export const sessionHash = (token: string): Promise<string> => sha256Base64url(`session|${token}`);

/** As a Cookie header. */
export const sessionCookie = (session: string, siteUrl: string): string =>
  `${authCookieName("session_token", siteUrl)}=${session}`;

/** The token in a session cookie's value, which is percent-encoded. Null where it is none. */
export function tokenIn(value: string): string | null {
  return SIGNED_TOKEN.exec(percentDecoded(value) ?? "")?.[1] ?? null;
}

/** The names that could be taken for one of Better Auth's or ours, whatever stands before or behind. */
const LIKE_OURS =
  /session_token|session_data|account_data|convex_jwt|dont_remember|^(?:__secure-|__host-)*(?:better-auth|latchkey)/i;

/** A Cookie header without what looks like one of ours and is none. Other cookies stay. Null where nothing is left. */
export function withoutForeignCookies(header: string | null, ours: ReadonlySet<string>): string | null {
  const pairs = header?.split(";").map((pair) => pair.trim()) ?? [];
  const kept = pairs.filter((pair) => {
    const name = pair.split("=", 1)[0]?.trim() ?? "";
    return ours.has(name) || !LIKE_OURS.test(name);
  });
  return kept.join("; ") || null;
}
