/**
 * The Better Auth instance. Evaluating this module is the most expensive part of a cold call, so few modules import it.
 */
import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import type { BetterAuthOptions } from "better-auth/minimal";
import { betterAuth } from "better-auth/minimal";
import { APIError } from "better-auth/api";
import * as messages from "../lib/messages/account-errors";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";
import { JWT_SECONDS, jwtClaims, MAX_NAME_LENGTH, sessionOptions } from "./betterAuth/options";
import authSchema from "./betterAuth/schema";
import { cookiesOnly } from "./model/people/cookiesOnly";

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
});

/**
 * The instance that handles requests to /api/auth. It cannot begin a session, because login links do that in one
 * mutation.
 */
export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({
    ...sessionOptions(env.SITE_URL),
    secret: env.BETTER_AUTH_SECRET,
    database: authComponent.adapter(ctx),
    // Better Auth keeps its counts in memory, which is lost between calls; convex/rateLimits.ts has the limits.
    rateLimit: { enabled: false },
    databaseHooks: {
      user: { create: { before: checkName }, update: { before: checkName } },
      session: { update: { after: (session) => noteExtended(ctx, session) } },
    },
    plugins: [
      cookiesOnly(),
      convex({ authConfig, jwt: { definePayload: jwtClaims, expirationSeconds: JWT_SECONDS } }),
    ],
  } satisfies BetterAuthOptions);

/** Runs on every change of a name, because the JWT contains the name and must fit into a cookie. */
async function checkName({ name = "" }: { name?: string }): Promise<void> {
  if (name.length > MAX_NAME_LENGTH)
    throw new APIError("BAD_REQUEST", { message: messages.nameTooLong(MAX_NAME_LENGTH) });
}

/**
 * Records that the account is in use. Better Auth extends a session in use at most once an hour, and then calls this.
 */
async function noteExtended(ctx: GenericCtx<DataModel>, { userId }: { userId: string }): Promise<void> {
  if ("runMutation" in ctx) await ctx.runMutation(internal.model.people.lastSeen.note, { userId });
}
