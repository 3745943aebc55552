import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import { loginLinks } from "@latchkey/login-links/better-auth";
import { sessionHash } from "@latchkey/login-links/http";
import { betterAuth } from "better-auth/minimal";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { query } from "./_generated/server";
import authConfig from "./auth.config";

export const authComponent = createClient<DataModel>(components.betterAuth);

export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({
    baseURL: process.env.SITE_URL,
    database: authComponent.adapter(ctx),
    // Better Auth keeps its counts in memory, which is lost between calls. The limits of links are in the database.
    rateLimit: { enabled: false },
    plugins: [
      loginLinks(),
      convex({
        authConfig,
        jwt: {
          // This claim shows that the JWT in the cookie belongs to the session beside it. Then server-rendered pages
          // can use that JWT, which saves them a call.
          definePayload: async ({ user: { name, email, emailVerified }, session }) => ({
            ...{ name, email, emailVerified },
            sessionHash: await sessionHash(session.token),
          }),
        },
      }),
    ],
  });

/**
 * Null if nobody is signed in. The query is live: if the session is ended in another browser, the result becomes null
 * here too.
 */
export const currentUser = query({
  args: {},
  handler: async (ctx) => {
    const user = await authComponent.safeGetAuthUser(ctx);
    return user ? { email: user.email, name: user.name } : null;
  },
});
