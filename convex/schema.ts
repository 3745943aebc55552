import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export const purpose = v.union(v.literal("sign-in"), v.literal("invite"), v.literal("minted"));

export const role = v.union(v.literal("member"), v.literal("marketer"), v.literal("admin"));

/** Who did something. `visitor` is anybody who asked for a link on /login. */
export const actor = v.union(
  v.object({ kind: v.literal("visitor") }),
  v.object({ kind: v.literal("backend") }),
  v.object({ kind: v.literal("user"), userId: v.string(), email: v.string() }),
  v.object({ kind: v.literal("apiKey"), apiKeyId: v.id("apiKeys"), name: v.string() }),
);

export const requestedFrom = v.object({
  ipAddress: v.union(v.string(), v.null()),
  userAgent: v.union(v.string(), v.null()),
});

/** What a link may carry into a profile: the keys of model/profileFields.ts, checked when it is made. */
export const metadata = v.record(v.string(), v.string());

export default defineSchema({
  /** One-time secrets that can be exchanged for a session. Neither token nor code is in here: model/secrets.ts derives both. */
  loginLinks: defineTable({
    purpose,
    /** Trimmed, NFKC-normalised, lower-cased. */
    email: v.string(),
    name: v.optional(v.string()),
    /** 256 random bits, base64url. Worth nothing without BETTER_AUTH_SECRET. */
    seed: v.string(),
    /** SHA-256 of the token, hex. */
    tokenHash: v.string(),
    /** HMAC of the code, hex; sign-in links only. */
    codeHash: v.optional(v.string()),
    codeAttempts: v.number(),
    /** SHA-256 of the pending cookie's secret in the browser that asked, hex. */
    browserHash: v.optional(v.string()),
    requestedFrom: v.optional(requestedFrom),
    /** A path on this site. */
    next: v.string(),
    metadata: v.optional(metadata),
    lifetime: v.number(),
    expiresAt: v.number(),
    /** Whether following it proves that the mailbox is theirs: only when we delivered it there. */
    verifiesEmail: v.boolean(),
    /** Made for an address that is not to be mailed, so that asking looks the same for every address. */
    isDecoy: v.boolean(),
    mintedBy: actor,
    mailedAt: v.optional(v.number()),
    usedAt: v.optional(v.number()),
    /** SHA-256 of the attempt that spent it, hex: the same browser asking again gets the same session. */
    attemptHash: v.optional(v.string()),
    sessionId: v.optional(v.string()),
    revokedAt: v.optional(v.number()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_browserHash", ["browserHash"])
    .index("by_email_and_purpose", ["email", "purpose"])
    .index("by_purpose", ["purpose"])
    .index("by_expiresAt", ["expiresAt"]),

  /** What Latchkey knows of a user beyond Better Auth's own row. */
  members: defineTable({
    userId: v.string(),
    email: v.string(),
    role,
    profile: v.optional(metadata),
  })
    .index("by_userId", ["userId"])
    .index("by_role", ["role"]),

  apiKeys: defineTable({
    name: v.string(),
    /** SHA-256 of the key, hex. */
    keyHash: v.string(),
    /** The first characters, to tell keys apart. */
    prefix: v.string(),
    createdBy: v.string(),
    lastUsedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
  }).index("by_keyHash", ["keyHash"]),

  /** Append-only: who did what to whom, from where. `_creationTime` is when. Never a secret. */
  auditEvents: defineTable({
    action: v.string(),
    actor,
    /** The address or thing it was done to. */
    subject: v.string(),
    ipAddress: v.optional(v.string()),
    userAgent: v.optional(v.string()),
    details: v.optional(v.record(v.string(), v.union(v.string(), v.number(), v.boolean()))),
  })
    .index("by_action", ["action"])
    .index("by_subject", ["subject"]),
});
