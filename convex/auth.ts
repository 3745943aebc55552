import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import type { BetterAuthOptions } from "better-auth/minimal";
import { betterAuth } from "better-auth/minimal";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";
import { cookiesOnly } from "./model/cookiesOnly";
import { CLIENT_IP_HEADER, mintSession } from "./model/mintSession";

const HOUR = 60 * 60;

export const authComponent = createClient<DataModel>(components.betterAuth);

/** What answers /api/auth over HTTP. It has no way to begin a session: login links do that, in one mutation. */
export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({ ...options(ctx), plugins: [cookiesOnly(), convexPlugin()] } satisfies BetterAuthOptions);

/** Only for model/exchange.ts: the same, with the endpoint that mints a session for whomever it is told. Never routed. */
export const createMintingAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({ ...options(ctx), plugins: [mintSession(), convexPlugin()] } satisfies BetterAuthOptions);

function options(ctx: GenericCtx<DataModel>) {
  return {
    baseURL: env.SITE_URL,
    secret: env.BETTER_AUTH_SECRET,
    database: authComponent.adapter(ctx),
    session: { expiresIn: 30 * 24 * HOUR, updateAge: HOUR },
    // Its memory would be lost between calls; convex/rateLimits.ts holds the limits.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] } },
  } satisfies BetterAuthOptions;
}

function convexPlugin() {
  return convex({
    authConfig,
    jwt: { definePayload: ({ user: { name, email, emailVerified } }) => ({ name, email, emailVerified }) },
  });
}
