/** The cookies of a sign-in: see lib/login/pending-cookie.ts, lib/login/link-cookie.ts and lib/login/typed-cookie.ts. */
export const COOKIE_KINDS = ["pending", "link", "typed"] as const;
export type CookieKind = (typeof COOKIE_KINDS)[number];

export const isSecure = (siteUrl: string): boolean => new URL(siteUrl).protocol === "https:";

/** `__Host-` keeps subdomains and plain http from planting the cookie; browsers take it on https only. */
export function cookieName(kind: CookieKind, siteUrl: string): string {
  return isSecure(siteUrl) ? `__Host-latchkey-${kind}` : `latchkey-${kind}`;
}

/**
 * One Set-Cookie header value. Lax, not Strict: it must be there when somebody arrives from a link in webmail. `maxAge` is
 * in seconds. `value` must be free of separators: ours are base64url, digits and dots. */
export function setCookie(kind: CookieKind, value: string, siteUrl: string, maxAge: number): string {
  const parts = [
    `${cookieName(kind, siteUrl)}=${value}`,
    "Path=/",
    `Max-Age=${maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(isSecure(siteUrl) ? ["Secure"] : [])].join("; ");
}

export const clearCookie = (kind: CookieKind, siteUrl: string): string => setCookie(kind, "", siteUrl, 0);

/** The raw value of a cookie in a Cookie header, or null. The first of two wins, as in browsers' order of paths. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const separator = pair.indexOf("=");
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return null;
}
