/** The smallest app that uses the package. It has one table of its own for each of its hooks. */
import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { getAuthConfigProvider } from "@convex-dev/better-auth/auth-config";
import { convex } from "@convex-dev/better-auth/plugins";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import {
  componentsGeneric,
  type DataModelFromSchemaDefinition,
  defineSchema,
  defineTable,
  httpRouter,
} from "convex/server";
import { ConvexError, v } from "convex/values";
import { createAuth as createLocalAuth } from "@/convex/auth";
import { throughAuth } from "../../../src/better-auth/index.ts";
import {
  defineLoginLinks,
  localInstall,
  loginLinkTables,
  type Options,
  type Sessions,
} from "../../../src/convex/index.ts";

export const schema = defineSchema({
  ...loginLinkTables,
  /** Addresses that `onExchange` refuses. */
  banned: defineTable({ email: v.string() }).index("by_email", ["email"]),
  /** What the hooks received. */
  events: defineTable({ hook: v.string(), email: v.string(), details: v.any() }),
});
export type DataModel = DataModelFromSchemaDefinition<typeof schema>;

export const SITE = "https://owner.example";
const components = componentsGeneric();

const authComponent = createClient<DataModel>(components["betterAuth"] as never);

/** Better Auth as its quick start for Convex sets it up, with a hook that refuses banned users. */
export const createAuth = (ctx: GenericCtx<DataModel>) =>
  betterAuth({
    baseURL: SITE,
    secret: process.env["BETTER_AUTH_SECRET"],
    database: authComponent.adapter(ctx),
    emailAndPassword: { enabled: true },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, name: user.name || "Nobody" } }) } },
      session: { create: { before: refuseBanned } },
    },
    plugins: [convex({ authConfig: { providers: [getAuthConfigProvider()] } })],
  });

/** Users that Better Auth's session hook refuses, by id. */
export const bannedUsers = new Set<string>();

async function refuseBanned({ userId }: { userId: string }): Promise<void> {
  if (bannedUsers.has(userId)) throw new APIError("FORBIDDEN", { message: "This account is banned." });
}

export const WAYS = ["throughAuth", "localInstall"] as const;
export type Way = (typeof WAYS)[number];

const SESSIONS: Record<Way, () => Sessions<DataModel>> = {
  throughAuth: () => throughAuth(createAuth),
  localInstall: () =>
    localInstall(components["betterAuth"] as never, {
      makeKey: (ctx) => createLocalAuth(ctx as never).api.getJwks(),
    }),
};

type OwnersOptions = Options<DataModel, { motto: string }>;

/** The exports of the owner's `convex/loginLinks.ts`. */
export function loginLinksOf(way: Way, own: Partial<OwnersOptions> = {}) {
  return defineLoginLinks<DataModel, { motto: string }>({
    sessions: SESSIONS[way](),
    siteUrl: () => SITE,
    limits: components["rateLimiter"] as never,
    mail: (ctx, { linkId }) => ctx.db.insert("events", { hook: "mail", email: "", details: { linkId } }),
    onMint: async (ctx, { email, ...details }) => {
      await ctx.db.insert("events", { hook: "onMint", email, details });
    },
    onRequest: async (ctx, { email, notMailedBecause, renewed }) => {
      const details = { notMailedBecause, renews: renewed?._id ?? null };
      await ctx.db.insert("events", { hook: "onRequest", email, details });
    },
    onExchange: async (ctx, { email, userId, isNewUser, link, isRequestingBrowser }) => {
      const details = { userId, isNewUser, linkId: link._id, isRequestingBrowser };
      await ctx.db.insert("events", { hook: "onExchange", email, details });
      const ban = await ctx.db
        .query("banned")
        .withIndex("by_email", (q) => q.eq("email", email))
        .first();
      if (ban) throw new ConvexError({ code: "banned", message: "You are banned." });
    },
    onRefused: async (ctx, { reason, link }) => {
      await ctx.db.insert("events", { hook: "onRefused", email: link?.email ?? "", details: { reason } });
    },
    describe: async (_ctx, { email }) => ({ motto: `Welcome, ${email}` }),
    ...own,
  });
}

/** The modules of the owner's app, by path. */
export function modulesOf(way: Way, own: Partial<OwnersOptions> = {}) {
  const http = httpRouter();
  authComponent.registerRoutes(http, createAuth);
  const modules: Record<string, unknown> = {
    "./_generated/api.js": {},
    "./loginLinks.ts": loginLinksOf(way, own),
    "./http.ts": { default: http },
  };
  return Object.fromEntries(
    Object.entries(modules).map(([file, module]) => [file, () => Promise.resolve(module)]),
  );
}
