import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { ConvexError } from "convex/values";
import { env } from "./env";
import { claimsOf } from "./jwt-claims";

const auth = convexBetterAuthNextJs({
  convexUrl: env.NEXT_PUBLIC_CONVEX_URL,
  convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
  jwtCache: {
    enabled: true,
    // Renewed half a minute before it ends, so that it does not end on its way.
    expirationToleranceSeconds: -30,
    isAuthError: isToBeThrown,
  },
});

/** Answers /api/auth/*: hands the request on to Better Auth on the Convex site. */
export const nextJsHandler = auth.handler;
export const { getToken, fetchAuthQuery, fetchAuthMutation, fetchAuthAction } = auth;

/**
 * … and says for whom it was asked. A page that the browser fetches into one that is open may be for another account
 * by then: app/(app)/use-live.ts does not show it there.
 */
export const preloadAuthQuery: typeof auth.preloadAuthQuery = async (query, ...args) => {
  const [preloaded, token] = await Promise.all([auth.preloadAuthQuery(query, ...args), getToken()]);
  return { ...preloaded, forUser: claimsOf(token).userId };
};

/**
 * Named for what it does here: `@convex-dev/better-auth` 0.12.5 reads its `isAuthError` the wrong way round and throws
 * where it says true, else calls again with a new token (dist/nextjs/index.js, `callWithToken`). Taken at its name it
 * would repeat a mutation after any failure, a lost connection included.
 */
function isToBeThrown(error: unknown): boolean {
  return !isAuthError(error);
}

/** Convex says this of a JWT that it does not take; our own functions, of a call without a live session. */
export function isAuthError(error: unknown): boolean {
  if (error instanceof ConvexError) {
    const { code } = (error.data ?? {}) as { code?: unknown };
    return code === "unauthenticated";
  }
  return error instanceof Error && /"code":\s*"(?:Unauthenticated|InvalidAuthHeader)"/.test(error.message);
}
