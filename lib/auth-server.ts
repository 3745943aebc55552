import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { ConvexError } from "convex/values";
import { env } from "./env";

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
export const { getToken, preloadAuthQuery, fetchAuthQuery, fetchAuthMutation, fetchAuthAction } = auth;

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
