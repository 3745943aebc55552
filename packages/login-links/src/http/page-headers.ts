import { isSecure } from "./cookies.ts";

export type PageHeaderSettings = {
  siteUrl: string;
  /** The deployment's own address: pages connect to it. */
  url: string;
  /**
   * A new random value for each answer, which is also the `nonce` of its scripts. Without it, only script files of this
   * site run.
   */
  nonce?: string;
};

/**
 * Headers for an app's pages: injected scripts do not run, other sites cannot frame the pages, and forms can be sent to
 * this site only. The referrer stays on the site. With `no-referrer` a browser would send `Origin: null` with a form,
 * and the routes would refuse the form.
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
