/** The address of an app, and the names of its cookies. */
export type Site = {
  /**
   * Where people reach the app: `https://app.example.com`. Forms are accepted only from this origin, and the Host header
   * is never used.
   */
  siteUrl: string;
  /** The prefix of the sign-in cookies' names; `latchkey` by default. */
  cookiePrefix?: string;
  /**
   * The prefix of the names of Better Auth's cookies. By default Better Auth's own: `better-auth`, and
   * `__Secure-better-auth` on https.
   */
  sessionPrefix?: string;
};

/**
 * The cookies of a sign-in: see pending-cookie.ts, link-cookie.ts and typed-cookie.ts. `passkey` and
 * `device` are for an app's own use.
 */
export const COOKIE_KINDS = ["pending", "link", "typed", "passkey", "device"] as const;
export type CookieKind = (typeof COOKIE_KINDS)[number];

export const isSecure = (siteUrl: string): boolean => new URL(siteUrl).protocol === "https:";

/**
 * `__Host-` keeps subdomains and plain http from planting the cookie (RFC 6265bis, 4.1.3.2); browsers accept it on
 * https only.
 */
export function cookieName(kind: CookieKind, { siteUrl, cookiePrefix = "latchkey" }: Site): string {
  return `${isSecure(siteUrl) ? "__Host-" : ""}${cookiePrefix}-${kind}`;
}

/**
 * One Set-Cookie header value. Lax rather than Strict, because the browser must send it when somebody comes from a link
 * in webmail.
 * @param value must not contain separators: ours are base64url, digits and dots
 * @param maxAge in seconds
 */
export function setCookie(kind: CookieKind, value: string, site: Site, maxAge: number): string {
  return cookieLine(cookieName(kind, site), value, site, maxAge);
}

export const clearCookie = (kind: CookieKind, site: Site): string => setCookie(kind, "", site, 0);

/** For cookies of any name; see `setCookie`. */
export function cookieLine(name: string, value: string, { siteUrl }: Site, maxAge: number): string {
  const parts = [`${name}=${value}`, "Path=/", `Max-Age=${maxAge}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(isSecure(siteUrl) ? ["Secure"] : [])].join("; ");
}

/**
 * The raw value of a cookie in a Cookie header, or null. If a name occurs twice, the first wins, because browsers send
 * the more specific path first.
 */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const separator = pair.indexOf("=");
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return null;
}
