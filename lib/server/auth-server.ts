import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { createNextAuth } from "@latchkey/login-links/next";
import { AUTH_BASE_PATH } from "../auth-paths";
import { siteOf } from "../site";
import { withinBudget } from "./budget";
import { env } from "./env";

/** Answers /api/auth/* by forwarding the request to Better Auth on the Convex site. */
export const { handler: nextJsHandler } = convexBetterAuthNextJs({
  convexUrl: env.NEXT_PUBLIC_CONVEX_URL,
  convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
});

/** The addresses of this app and its deployment, in the form that packages/login-links needs. */
export const authSettings = {
  ...siteOf(env.SITE_URL),
  url: env.NEXT_PUBLIC_CONVEX_URL,
  convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
  authPath: AUTH_BASE_PATH,
};

const auth = createNextAuth(authSettings);
export const { tokenOf, currentRequest, fetchAuthMutation, fetchAuthAction } = auth;

/** Like the package's function, but all calls of a page together may not exceed its time budget. */
export const getToken: typeof auth.getToken = () => withinBudget(auth.getToken());

export const fetchAuthQuery: typeof auth.fetchAuthQuery = (query, ...args) =>
  withinBudget(auth.fetchAuthQuery(query, ...args));

/**
 * The result includes the user that it was loaded for; app/(app)/use-live.ts does not show it in a page of another
 * account.
 */
export const preloadAuthQuery: typeof auth.preloadAuthQuery = (query, ...args) =>
  withinBudget(auth.preloadAuthQuery(query, ...args));
