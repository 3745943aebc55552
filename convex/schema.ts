import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import {
  actor,
  campaignDraft,
  campaignStatus,
  countsWriter,
  deliveryEvent,
  metadata,
  purpose,
  recipientStatus,
  requestedFrom,
  role,
  suppressionReason,
} from "./validators";

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
    /** HMAC of the code, hex; sign-in and confirm links only. */
    codeHash: v.optional(v.string()),
    codeAttempts: v.number(),
    /** SHA-256 of the pending cookie's secret in the browser that asked, hex. */
    browserHash: v.optional(v.string()),
    /** Not signed in by one click, not even there: it was renewed by a browser that had not asked for the one before. */
    asksFirst: v.optional(v.boolean()),
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
    /** Asked for where the address had an account: wrong codes count against what all accounts have together. */
    isOfAccount: v.optional(v.boolean()),
    mintedBy: actor,
    /** The role that a colleague is invited to. */
    grantsRole: v.optional(role),
    /** The session that it proves and that asked for it. Links of purpose `confirm` only, and none of them signs anybody in. */
    confirms: v.optional(v.string()),
    /** The recipient of a campaign who accepts by following it. */
    recipientId: v.optional(v.id("recipients")),
    mailedAt: v.optional(v.number()),
    /** Why it was to be mailed and was not, for an admin to read. */
    notMailedBecause: v.optional(v.string()),
    usedAt: v.optional(v.number()),
    /** SHA-256 of the attempt that spent it, hex: the same browser asking again gets the same session. */
    attemptHash: v.optional(v.string()),
    sessionId: v.optional(v.string()),
    revokedAt: v.optional(v.number()),
    /** The sweep leaves it here until then, because a session that came of it was still live. */
    keptUntil: v.optional(v.number()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_browserHash", ["browserHash"])
    .index("by_email_and_purpose", ["email", "purpose"])
    .index("by_purpose", ["purpose"])
    .index("by_confirms", ["confirms"])
    .index("by_email_and_grantsRole", ["email", "grantsRole"])
    .index("by_minter_and_purpose", ["mintedBy.userId", "purpose"])
    .index("by_apiKey", ["mintedBy.apiKeyId"])
    .index("by_keptUntil_and_expiresAt", ["keptUntil", "expiresAt"]),

  /** What Latchkey knows of a user beyond Better Auth's own row. */
  members: defineTable({
    userId: v.string(),
    email: v.string(),
    role,
    profile: v.optional(metadata),
  })
    .index("by_userId", ["userId"])
    .index("by_email", ["email"])
    .index("by_role_and_email", ["role", "email"]),

  /** When a session was last proven to be its account's: model/people/proof.ts. Swept once it is good for nothing any more. */
  proofs: defineTable({ sessionId: v.string(), provenAt: v.number() })
    .index("by_sessionId", ["sessionId"])
    .index("by_provenAt", ["provenAt"]),

  apiKeys: defineTable({
    name: v.string(),
    /** SHA-256 of the key, hex. */
    keyHash: v.string(),
    /** The first characters, to tell keys apart. */
    prefix: v.string(),
    createdBy: v.string(),
    lastUsedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
  })
    .index("by_keyHash", ["keyHash"])
    .index("by_createdBy_and_revokedAt", ["createdBy", "revokedAt"]),

  /** Append-only: who did what to whom, from where. `_creationTime` is when. Never a secret. */
  auditEvents: defineTable({
    action: v.string(),
    actor,
    /** The actor in a word, to filter by: an address, a key's name, `visitor` or `backend`. */
    actorName: v.string(),
    /** The address or thing it was done to. */
    subject: v.string(),
    ipAddress: v.optional(v.string()),
    userAgent: v.optional(v.string()),
    details: v.optional(v.record(v.string(), v.union(v.string(), v.number(), v.boolean()))),
  })
    .index("by_action", ["action"])
    .index("by_actorName", ["actorName"])
    .index("by_subject", ["subject"]),

  campaigns: defineTable({
    ...campaignDraft,
    status: campaignStatus,
    createdBy: v.string(),
    /** The user who launched, scheduled or resumed it last. */
    startedBy: v.optional(v.string()),
    /** Who invites, as the confirm page says. */
    invitedBy: v.string(),
    scheduledFor: v.optional(v.number()),
    launchedAt: v.optional(v.number()),
    finishedAt: v.optional(v.number()),
    pausedBecause: v.optional(v.string()),
    /** Why a draft is one again that a marketer had scheduled. */
    unscheduledBecause: v.optional(v.string()),
    /** The campaign that this one reminds of. */
    reminderOf: v.optional(v.id("campaigns")),
    /** The scheduled launch. */
    jobId: v.optional(v.id("_scheduled_functions")),
    /** Set while a large audience is copied or cleared, a chunk at a time. */
    isAudienceChanging: v.optional(v.boolean()),
  })
    .index("by_status", ["status"])
    .index("by_createdBy_and_status", ["createdBy", "status"])
    .index("by_startedBy_and_status", ["startedBy", "status"]),

  /** What a campaign that is sending does next: one row each. */
  campaignSteps: defineTable({ campaignId: v.id("campaigns"), jobId: v.id("_scheduled_functions") }).index(
    "by_campaign",
    ["campaignId"],
  ),

  /** The mail of a launched campaign, rendered once; JSON of emails/campaign-template.ts. */
  campaignTemplates: defineTable({ campaignId: v.id("campaigns"), template: v.string() }).index(
    "by_campaign",
    ["campaignId"],
  ),

  recipients: defineTable({
    campaignId: v.id("campaigns"),
    email: v.string(),
    name: v.optional(v.string()),
    fields: v.record(v.string(), v.string()),
    status: recipientStatus,
    /** The recipient of the campaign that this reminds of. */
    reminderOf: v.optional(v.id("recipients")),
    batchId: v.optional(v.id("batches")),
    linkId: v.optional(v.id("loginLinks")),
    providerId: v.optional(v.string()),
    error: v.optional(v.string()),
    sentAt: v.optional(v.number()),
    delayedAt: v.optional(v.number()),
    deliveredAt: v.optional(v.number()),
    openedAt: v.optional(v.number()),
    clickedAt: v.optional(v.number()),
    bouncedAt: v.optional(v.number()),
    complainedAt: v.optional(v.number()),
    failedAt: v.optional(v.number()),
    suppressedAt: v.optional(v.number()),
    acceptedAt: v.optional(v.number()),
    remindedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
    unsubscribedAt: v.optional(v.number()),
  })
    .index("by_campaign_and_email", ["campaignId", "email"])
    .index("by_campaign_and_status_and_email", ["campaignId", "status", "email"])
    .index("by_campaign_and_acceptedAt", ["campaignId", "acceptedAt"])
    .index("by_batch", ["batchId"]),

  /** One call to the provider, at most 100 recipients. Its id is the idempotency key. */
  batches: defineTable({
    campaignId: v.id("campaigns"),
    /** `waiting`: the provider surely has none of it. `sending`: it was handed over, and may have been taken. */
    status: v.union(v.literal("waiting"), v.literal("sending"), v.literal("done")),
    /** Attempts in a row that nobody answered. */
    attempts: v.number(),
    /** When it was handed over first. */
    beganAt: v.optional(v.number()),
    /** An attempt went unanswered: whatever is answered later, the provider may have taken that one. */
    isUncertain: v.optional(v.boolean()),
    /** When its next step is due. One that is long overdue was lost with the process that had it. */
    dueAt: v.number(),
  })
    .index("by_campaign_and_status", ["campaignId", "status"])
    .index("by_status_and_dueAt", ["status", "dueAt"]),

  /** When the last requests to the provider left, oldest first, as many as a row may count in a second. */
  providerRequests: defineTable({ shard: v.optional(v.number()), times: v.array(v.number()) }).index(
    "by_shard",
    ["shard"],
  ),

  /** Counters of a campaign, in rows of their own for each writer and shard, so that none waits for another. */
  campaignCounts: defineTable({
    campaignId: v.id("campaigns"),
    writer: countsWriter,
    shard: v.optional(v.number()),
    counts: v.record(v.string(), v.number()),
  }).index("by_campaign_and_writer_and_shard", ["campaignId", "writer", "shard"]),

  /** The same by the hour in which it happened, for the chart. */
  campaignHours: defineTable({
    campaignId: v.id("campaigns"),
    hour: v.number(),
    writer: countsWriter,
    shard: v.optional(v.number()),
    counts: v.record(v.string(), v.number()),
  }).index("by_campaign_and_hour_and_writer_and_shard", ["campaignId", "hour", "writer", "shard"]),

  suppressions: defineTable({
    email: v.string(),
    reason: suppressionReason,
    note: v.optional(v.string()),
    campaignId: v.optional(v.id("campaigns")),
    addedBy: actor,
  }).index("by_email", ["email"]),

  /** The webhook inbox: every event once, until the projector has applied it. */
  deliveryEvents: defineTable({
    /** svix-id of a webhook, or what else tells this event apart. */
    eventId: v.string(),
    type: deliveryEvent,
    recipientId: v.id("recipients"),
    at: v.number(),
    details: v.optional(v.string()),
    isApplied: v.boolean(),
  })
    .index("by_eventId", ["eventId"])
    .index("by_isApplied", ["isApplied"])
    .index("by_recipient", ["recipientId"]),

  /** One row: whether the projector looks for events by itself. It is written when it begins to, and when it stops. */
  projector: defineTable({ isScheduled: v.boolean() }),
});
