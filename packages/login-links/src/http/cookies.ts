/** Where an app is reached, and what its cookies are called. */
export type Site = {
  /** As people reach it: `https://app.example.com`. It decides which Origin is ours; the Host header is never asked. */
  siteUrl: string;
  /** What the names of the cookies of a sign-in begin with; `latchkey` if not given. */
  cookiePrefix?: string;
  /**
   * What the names of Better Auth's cookies begin with. If not given, as Better Auth names them by itself: `better-auth`,
   * and `__Secure-better-auth` on https.
   */
  sessionPrefix?: string;
};

/** The cookies of a sign-in: see pending-cookie.ts, link-cookie.ts and typed-cookie.ts. `passkey` is for an app's own ceremony. */
export const COOKIE_KINDS = ["pending", "link", "typed", "passkey"] as const;
export type CookieKind = (typeof COOKIE_KINDS)[number];

export const isSecure = (siteUrl: string): boolean => new URL(siteUrl).protocol === "https:";

/**
 * `__Host-` keeps subdomains and plain http from planting the cookie (RFC 6265bis, 4.1.3.2); browsers take it on https
 * only.
 */
export function cookieName(kind: CookieKind, { siteUrl, cookiePrefix = "latchkey" }: Site): string {
  return `${isSecure(siteUrl) ? "__Host-" : ""}${cookiePrefix}-${kind}`;
}

/**
 * One Set-Cookie header value. Lax, not Strict: it must be there when somebody arrives from a link in webmail.
 * @param value must be free of separators: ours are base64url, digits and dots
 * @param maxAge in seconds
 */
export function setCookie(kind: CookieKind, value: string, site: Site, maxAge: number): string {
  return cookieLine(cookieName(kind, site), value, site, maxAge);
}

export const clearCookie = (kind: CookieKind, site: Site): string => setCookie(kind, "", site, 0);

/** For any name; see `setCookie`. */
export function cookieLine(name: string, value: string, { siteUrl }: Site, maxAge: number): string {
  const parts = [`${name}=${value}`, "Path=/", `Max-Age=${maxAge}`, "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(isSecure(siteUrl) ? ["Secure"] : [])].join("; ");
}

/** The raw value of a cookie in a Cookie header, or null. The first of two wins, as in browsers' order of paths. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const separator = pair.indexOf("=");
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return null;
}
