import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin, Session, User } from "better-auth/types";
import { z } from "zod";

const body = z.object({ session: z.custom<Session>(), user: z.custom<User>() });

/**
 * Signs the cookies of whatever session it is told of. Model code calls it inside the mutation that has just spent a login
 * link; it is in no router, and in no Better Auth instance that serves HTTP.
 */
export function sessionCookies() {
  return {
    id: "latchkey-session-cookies",
    endpoints: {
      signCookies: createAuthEndpoint(
        // The Convex plugin adds its JWT cookie to what is under /sign-in only.
        "/sign-in/login-link",
        { method: "POST", body, metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          await setSessionCookie(ctx, ctx.body, false);
          return ctx.json(null);
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
