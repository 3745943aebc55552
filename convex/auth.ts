/** Better Auth as an instance. Evaluating it is what costs most in a cold call, so few modules import this one. */
import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import type { BetterAuthOptions } from "better-auth/minimal";
import { betterAuth } from "better-auth/minimal";
import { APIError } from "better-auth/api";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";
import { JWT_SECONDS, jwtClaims, MAX_NAME_LENGTH, sessionOptions } from "./betterAuth/options";
import authSchema from "./betterAuth/schema";
import { cookiesOnly } from "./model/people/cookiesOnly";

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
});

/** What answers /api/auth over HTTP. It has no way to begin a session: login links do that, in one mutation. */
export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({
    ...sessionOptions(env.SITE_URL),
    secret: env.BETTER_AUTH_SECRET,
    database: authComponent.adapter(ctx),
    // Its memory would be lost between calls; convex/rateLimits.ts holds the limits.
    rateLimit: { enabled: false },
    databaseHooks: { user: { create: { before: checkName }, update: { before: checkName } } },
    plugins: [
      cookiesOnly(),
      convex({ authConfig, jwt: { definePayload: jwtClaims, expirationSeconds: JWT_SECONDS } }),
    ],
  } satisfies BetterAuthOptions);

/** Whatever way a name comes: a longer one would make the JWT, which carries it, too long for a cookie. */
async function checkName({ name = "" }: { name?: string }): Promise<void> {
  if (name.length > MAX_NAME_LENGTH)
    throw new APIError("BAD_REQUEST", { message: `A name has at most ${MAX_NAME_LENGTH} characters.` });
}
