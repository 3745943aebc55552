import { convexBetterAuthReactStart } from "@convex-dev/better-auth/react-start";
import { convexBackend, createSignIn } from "@latchkey/login-links/http";
import { api } from "../convex/_generated/api";

export const site = {
  siteUrl: process.env.SITE_URL!,
  url: process.env.VITE_CONVEX_URL!,
  convexSiteUrl: process.env.VITE_CONVEX_SITE_URL!,
};

export const signIn = createSignIn({
  ...site,
  brand: process.env.APP_NAME ?? "Latchkey",
  backend: convexBackend({
    ...site,
    functions: api.loginLinks,
    proxySecret: process.env.INTERNAL_PROXY_SECRET!,
    trustedIpHeader: process.env.TRUSTED_IP_HEADER,
  }),
  reportError: (error, { step }) => console.error(step, error),
});

/** Forwards /api/auth to Better Auth on the Convex site. */
export const { handler: betterAuth } = convexBetterAuthReactStart({
  convexUrl: site.url,
  convexSiteUrl: site.convexSiteUrl,
});
