import { isSecure, type Site } from "@latchkey/login-links/http";

/**
 * The site's address and the names of its cookies. Only this host can set names that begin with `__Host-`, and only
 * over https, so neither a subdomain nor anybody on the network can plant them. Browsers accept them on https only.
 */
export const siteOf = (siteUrl: string): Site & { sessionPrefix: string } => ({
  siteUrl,
  sessionPrefix: isSecure(siteUrl) ? "__Host-latchkey" : "better-auth",
});
