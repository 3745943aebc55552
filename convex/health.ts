import { isSignedByServer } from "@latchkey/login-links/links";
import { v } from "convex/values";
import type { Problem } from "../lib/environment/problem";
import { healthMessage, schemaFingerprint } from "../lib/fingerprint";
import { api, components, internal } from "./_generated/api";
import { env } from "./_generated/server";
import { internalAction, internalQuery, publicQuery } from "./functions";
import schema from "./schema";

/**
 * /api/health on the Next.js side calls this to check that both sides were deployed together with the same settings.
 * `signature` is the caller's signature of the current minute, which shows whether both sides have the same secret. The
 * response contains nothing that helps an attacker.
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
  /** What people see, from the page Brand and the environment. */
  brand: { name: string; postalAddress: string; supportEmail: string | null };
}

/** `npm run doctor` calls this with the admin key: `npx convex run health:inspect`. The answer contains no secret. */
export const inspect = internalAction({
  args: {},
  handler: async (ctx): Promise<Inspection> => {
    const hasAdmin = await ctx.runQuery(internal.health.hasAdmin, {});
    const { name, postalAddress, supportEmail } = await ctx.runQuery(api.brand.get, {});
    // Imported here, because it imports zod, and otherwise each call of `check` would evaluate zod too.
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
      brand: { name, postalAddress, supportEmail },
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
