import { isSecure, type Site } from "@latchkey/login-links/http";

/**
 * Where this site is and what its cookies are called. Names that begin with `__Host-` are set by this host alone, over
 * https: no subdomain can plant them, and nobody on the way. Browsers take them on https only.
 */
export const siteOf = (siteUrl: string): Site & { sessionPrefix: string } => ({
  siteUrl,
  sessionPrefix: isSecure(siteUrl) ? "__Host-latchkey" : "better-auth",
});
