export const AUTH_BASE_PATH = "/api/auth";

/**
 * The endpoints of Better Auth that are exposed over HTTP. If a feature needs another one, add it here; all others
 * answer 404.
 */
const SERVED: ReadonlySet<string> = new Set([
  "GET /get-session",
  "POST /sign-out",
  "GET /convex/token",
  "GET /convex/jwks",
  "GET /convex/.well-known/openid-configuration",
]);

/** Whether Better Auth serves exactly this path with this method. */
export function isServedAuthPath(method: string, pathname: string): boolean {
  const path = pathname.startsWith(`${AUTH_BASE_PATH}/`) ? pathname.slice(AUTH_BASE_PATH.length) : "";
  return SERVED.has(`${method} ${path}`);
}

/** In bytes. A larger body is refused. Real bodies are far smaller: signing out, for example, sends `{}`. */
export const MAX_AUTH_BODY = 64 * 1024;
