import type { BetterAuthPlugin } from "better-auth/types";

/**
 * Makes the signed cookie the only valid session over HTTP. The Convex plugin would also accept the session token
 * itself as a bearer token. But the sessions table contains that token, so anybody with a copy of the table could sign
 * in as anybody.
 */
export function cookiesOnly() {
  return {
    id: "latchkey-cookies-only",
    onRequest: async (request) => {
      if (request.headers.has("authorization")) return { response: new Response(null, { status: 401 }) };
    },
  } satisfies BetterAuthPlugin;
}
