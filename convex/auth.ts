import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import type { BetterAuthOptions } from "better-auth/minimal";
import { betterAuth } from "better-auth/minimal";
import type { DBAdapter } from "better-auth/types";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";
import authSchema from "./betterAuth/schema";
import { cookiesOnly } from "./model/cookiesOnly";
import { sessionCookies } from "./model/sessionCookies";

const HOUR = 60 * 60;
export const SESSION_SECONDS = 30 * 24 * HOUR;

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
});

/** What answers /api/auth over HTTP. It has no way to begin a session: login links do that, in one mutation. */
export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({
    ...options(),
    database: authComponent.adapter(ctx),
    plugins: [cookiesOnly(), convex({ authConfig, jwt })],
  } satisfies BetterAuthOptions);

/**
 * Only for model/mintSession.ts: signs the cookies of a session that it is given, with a key that it is given. Never
 * routed, and without a database: nothing can be read or written through it.
 */
export function cookieSigner(signingKey: SigningKey): CookieSigner {
  const name = [signingKey.id, env.BETTER_AUTH_SECRET, env.SITE_URL].join("|");
  if (kept?.name !== name) kept = { name, signer: createCookieSigner(signingKey) };
  return kept.signer;
}

/** It knows nothing of any request, and building it takes as long as all that it does. */
let kept: { name: string; signer: CookieSigner } | null = null;

type CookieSigner = ReturnType<typeof createCookieSigner>;
type SigningKey = { id: string; privateKey: string };

const createCookieSigner = (signingKey: SigningKey) =>
  betterAuth({
    ...options(),
    database: noDatabase,
    plugins: [
      sessionCookies(),
      convex({ authConfig: withKeyAtHand, jwks: JSON.stringify([signingKey]), jwt }),
    ],
  } satisfies BetterAuthOptions);

function options() {
  return {
    baseURL: env.SITE_URL,
    secret: env.BETTER_AUTH_SECRET,
    session: { expiresIn: SESSION_SECONDS, updateAge: HOUR },
    // Its memory would be lost between calls; convex/rateLimits.ts holds the limits.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { disableIpTracking: true } },
  } satisfies BetterAuthOptions;
}

const jwt: Parameters<typeof convex>[0]["jwt"] = {
  definePayload: ({ user: { name, email, emailVerified } }) => ({ name, email, emailVerified }),
};

/** The plugin takes a key without a word only where the keys' address is a data URI; nobody reads this one. */
const withKeyAtHand = {
  providers: authConfig.providers.map((provider) => ({ ...provider, jwks: "data:text/plain," })),
};

function noDatabase(): DBAdapter {
  const refuse = () => Promise.reject(new Error("The cookie signer has no database."));
  const methods = ["create", "findOne", "findMany", "count", "update", "updateMany", "delete", "deleteMany"];
  const refusals = Object.fromEntries(
    [...methods, "consumeOne", "transaction"].map((name) => [name, refuse]),
  );
  return { ...refusals, id: "none", options: { isRunMutationCtx: true } } as unknown as DBAdapter;
}
