export type PolicyInput = {
  nonce: string;
  convexUrl: string;
  isDevelopment: boolean;
  isSecure: boolean;
  /** Other hosts whose pictures the page shows. */
  pictureHosts?: readonly string[];
};

/**
 * The Content-Security-Policy of every page. Scripts only run with the nonce. Inline styles are allowed because Mantine
 * and next/font write them; a style cannot read a cookie or send a form.
 */
export function contentSecurityPolicy({
  nonce,
  convexUrl,
  isDevelopment,
  isSecure,
  pictureHosts = [],
}: PolicyInput): string {
  const socket = convexUrl.replace(/^http/, "ws");
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    // React needs eval in development only, to rebuild server stacks in the browser.
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...pictureHosts],
    "font-src": ["'self'"],
    "connect-src": ["'self'", convexUrl, socket],
    "worker-src": ["'self'", "blob:"],
    "frame-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(isSecure ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/**
 * The headers of every page besides the policy. The referrer is sent within the site rather than never: with
 * `no-referrer` a browser sends `Origin: null` with a form, and the same-origin check would reject the form.
 */
export function securityHeaders(isSecure: boolean): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ...(isSecure ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/**
 * The headers of responses that are not pages. If somebody opens such a response in a browser, nothing in it loads or
 * runs.
 */
export function routeHeaders(siteUrl: string): Record<string, string> {
  return {
    ...securityHeaders(siteUrl.startsWith("https:")),
    "Content-Security-Policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  };
}
