import type { BetterAuthPlugin } from "better-auth/types";

/**
 * Over HTTP only the signed cookie counts as a session. The Convex plugin would also accept the bare session token as a
 * bearer token; but the sessions table contains that token, so anyone with a copy of the table could sign in as anyone.
 */
export function cookiesOnly() {
  return {
    id: "latchkey-cookies-only",
    onRequest: async (request) => {
      if (request.headers.has("authorization")) return { response: new Response(null, { status: 401 }) };
    },
  } satisfies BetterAuthPlugin;
}
