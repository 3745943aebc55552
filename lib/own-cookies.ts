import { colorSchemeCookie } from "./color-scheme-cookie";
import { COOKIE_KINDS, cookieName, isSecure } from "./login/cookies";
import { AUTH_COOKIES, authCookieName } from "./session-cookie";

/** Every cookie that this site sets, by name. */
export const ownCookies = (siteUrl: string): ReadonlySet<string> =>
  new Set([
    ...AUTH_COOKIES.map((cookie) => authCookieName(cookie, siteUrl)),
    ...COOKIE_KINDS.map((kind) => cookieName(kind, siteUrl)),
    colorSchemeCookie(isSecure(siteUrl)),
  ]);
