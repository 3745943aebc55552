import { isSignedByServer } from "@latchkey/login-links/links";
import { v } from "convex/values";
import type { Problem } from "../lib/environment/problem";
import { healthMessage, schemaFingerprint } from "../lib/fingerprint";
import { components, internal } from "./_generated/api";
import { env } from "./_generated/server";
import { internalAction, internalQuery, publicQuery } from "./functions";
import schema from "./schema";

/**
 * What /api/health of the Next side asks: whether the two were deployed together and told the same. `signature` proves the
 * shared secret, over the caller's minute; the answer holds nothing that a stranger could use.
 */
export const check = publicQuery({
  args: { siteUrl: v.string(), minute: v.number(), signature: v.string() },
  handler: async (_ctx, { siteUrl, minute, signature }) => {
    const proxySecret = await isSignedByServer(env.INTERNAL_PROXY_SECRET, healthMessage(minute), signature);
    return {
      schema: await schemaFingerprint(schema),
      agrees: { siteUrl: siteUrl === env.SITE_URL, proxySecret },
    };
  },
});

export interface Inspection {
  /** This deployment's clock, in ms. */
  now: number;
  convexUrl: string;
  convexSiteUrl: string;
  schema: string;
  problems: Problem[];
  hasSigningKey: boolean;
  hasAdmin: boolean;
}

/** What `npm run doctor` asks with the admin key: `npx convex run health:inspect`. No secret is in it. */
export const inspect = internalAction({
  args: {},
  handler: async (ctx): Promise<Inspection> => {
    const hasAdmin = await ctx.runQuery(internal.health.hasAdmin, {});
    // zod comes with it, and each call of `check` would evaluate that too.
    const { CONVEX_VARIABLES, readConvexEnvironment } = await import("../lib/environment/convex");
    const reading = readConvexEnvironment(
      Object.fromEntries(CONVEX_VARIABLES.map((name) => [name, env[name]])),
    );
    return {
      now: Date.now(),
      convexUrl: env.CONVEX_CLOUD_URL,
      convexSiteUrl: env.CONVEX_SITE_URL,
      schema: await schemaFingerprint(schema),
      problems: reading.ok ? [] : reading.problems,
      hasSigningKey: await ctx.runQuery(components.betterAuth.lookup.hasSigningKey, {}),
      hasAdmin,
    };
  },
});

export const hasAdmin = internalQuery({
  args: {},
  handler: async (ctx): Promise<boolean> => {
    const admin = await ctx.db
      .query("members")
      .withIndex("by_role_and_email", (q) => q.eq("role", "admin"))
      .first();
    return admin !== null;
  },
});
