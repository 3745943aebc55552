import type { BetterAuthPlugin } from "better-auth/types";

/**
 * Over HTTP a session is its signed cookie. The Convex plugin would also take the bare session token as a bearer, and
 * that is what the table of sessions holds: whoever saw a copy of the table could be anybody in it.
 */
export function cookiesOnly() {
  return {
    id: "latchkey-cookies-only",
    onRequest: async (request) => {
      if (request.headers.has("authorization")) return { response: new Response(null, { status: 401 }) };
    },
  } satisfies BetterAuthPlugin;
}
