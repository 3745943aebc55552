/**
 * Better Auth 1.6's tables, as `npx auth generate` writes them for the plugins in options.ts, plus an index on a user's
 * address. A test compares the fields with Better Auth's own.
 */
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

const text = v.optional(v.union(v.null(), v.string()));
const time = v.optional(v.union(v.null(), v.number()));

export default defineSchema({
  user: defineTable({
    name: v.string(),
    email: v.string(),
    emailVerified: v.boolean(),
    image: text,
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("email", ["email"]),

  session: defineTable({
    expiresAt: v.number(),
    token: v.string(),
    createdAt: v.number(),
    updatedAt: v.number(),
    ipAddress: text,
    userAgent: text,
    userId: v.string(),
  })
    .index("expiresAt", ["expiresAt"])
    .index("token", ["token"])
    .index("userId", ["userId"]),

  account: defineTable({
    accountId: v.string(),
    providerId: v.string(),
    userId: v.string(),
    accessToken: text,
    refreshToken: text,
    idToken: text,
    accessTokenExpiresAt: time,
    refreshTokenExpiresAt: time,
    scope: text,
    password: text,
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("accountId_providerId", ["accountId", "providerId"])
    .index("userId", ["userId"]),

  verification: defineTable({
    identifier: v.string(),
    value: v.string(),
    expiresAt: v.number(),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("expiresAt", ["expiresAt"])
    .index("identifier", ["identifier"]),

  jwks: defineTable({
    publicKey: v.string(),
    privateKey: v.string(),
    createdAt: v.number(),
    expiresAt: time,
  }),
});
