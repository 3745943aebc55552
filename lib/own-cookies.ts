import {
  AUTH_COOKIES,
  authCookieName,
  COOKIE_KINDS,
  cookieName,
  isSecure,
  type Site,
} from "@latchkey/login-links/http";
import { colorSchemeCookie } from "./color-scheme-cookie";

/** Every cookie that this site sets, by name. */
export const ownCookies = (site: Site): ReadonlySet<string> =>
  new Set([
    ...AUTH_COOKIES.map((cookie) => authCookieName(cookie, site)),
    ...COOKIE_KINDS.map((kind) => cookieName(kind, site)),
    colorSchemeCookie(isSecure(site.siteUrl)),
  ]);

/** Names that could be mistaken for a cookie of Better Auth or of this site, also with a prefix or a suffix. */
const LIKE_OURS =
  /session_token|session_data|account_data|convex_jwt|dont_remember|^(?:__secure-|__host-)*(?:better-auth|latchkey)/i;

/** A Cookie header without cookies that look like ours but are not. Other cookies stay. Null if nothing is left. */
export function withoutForeignCookies(header: string | null, ours: ReadonlySet<string>): string | null {
  const pairs = header?.split(";").map((pair) => pair.trim()) ?? [];
  const kept = pairs.filter((pair) => {
    const name = pair.split("=", 1)[0]?.trim() ?? "";
    return ours.has(name) || !LIKE_OURS.test(name);
  });
  return kept.join("; ") || null;
}
