import { isSecure } from "./cookies.ts";

export type PageHeaderSettings = {
  siteUrl: string;
  /** The deployment's own address: pages connect to it. */
  url: string;
  /** A new random value for each answer, also in the `nonce` of its scripts. Without one, scripts are files of this site. */
  nonce?: string;
};

/**
 * Headers for an app's pages. An injected script does not run, no other site frames a page, and forms go to this site only.
 * The referrer stays on the site: with `no-referrer` a browser sends `Origin: null` with a form, and the routes would refuse it.
 */
export function pageHeaders({ siteUrl, url, nonce }: PageHeaderSettings): Record<string, string> {
  const scripts = nonce === undefined ? "" : ` 'nonce-${nonce}' 'strict-dynamic'`;
  const policy = [
    "default-src 'self'",
    `script-src 'self'${scripts}`,
    `connect-src 'self' ${url} ${url.replace(/^http/, "ws")}`,
    "img-src 'self' data:",
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ...(isSecure(siteUrl) ? ["upgrade-insecure-requests"] : []),
  ];
  return {
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy.join("; "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    ...(isSecure(siteUrl) ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
