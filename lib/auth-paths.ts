export const AUTH_BASE_PATH = "/api/auth";

/** All of Better Auth that is used over HTTP. Whatever a feature needs more is named here; the rest does not exist. */
const SERVED: ReadonlySet<string> = new Set([
  "GET /get-session",
  "POST /sign-out",
  "GET /convex/token",
  "GET /convex/jwks",
  "GET /convex/.well-known/openid-configuration",
]);

/** Whether Better Auth answers this path, spelt exactly so, by this method. */
export function isServedAuthPath(method: string, pathname: string): boolean {
  const path = pathname.startsWith(`${AUTH_BASE_PATH}/`) ? pathname.slice(AUTH_BASE_PATH.length) : "";
  return SERVED.has(`${method} ${path}`);
}

/** Signing out sends `{}`. */
export const MAX_AUTH_BODY = 64 * 1024;
