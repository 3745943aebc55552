import { loginLinkTablesWith } from "@latchkey/login-links/convex";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import {
  actor,
  blockReason,
  campaignDraft,
  campaignStatus,
  countsWriter,
  deliveryEvent,
  fieldEdit,
  mailOutcome,
  metadata,
  noticeKind,
  recipientStatus,
  role,
  suppressionReason,
} from "./validators";

const mailCounts = v.object({
  sent: v.number(),
  delivered: v.number(),
  bounced: v.number(),
  complained: v.number(),
  blocked: v.number(),
});

export default defineSchema({
  /**
   * Earlier versions stored the recipient and the role in the link itself, so old rows still have these two fields. The
   * sweep deletes those rows in time.
   */
  loginLinks: loginLinkTablesWith({
    recipientId: v.optional(v.id("recipients")),
    grantsRole: v.optional(role),
  }).loginLinks.index("by_purpose_and_verifiesEmail_and_usedAt_and_revokedAt", [
    "purpose",
    "verifiesEmail",
    "usedAt",
    "revokedAt",
  ]),

  /** The role that an invite mail's link gives to a colleague. */
  roleGrants: defineTable({ linkId: v.id("loginLinks"), role }).index("by_link", ["linkId"]),

  /** Latchkey's own data about a user, in addition to Better Auth's row. */
  members: defineTable({
    userId: v.string(),
    email: v.string(),
    /** A copy of Better Auth's; missing until model/people/completion.ts has copied it. */
    name: v.optional(v.string()),
    role,
    profile: v.optional(metadata),
    /** The id by which authenticators know the account: random, base64url. */
    passkeyHandle: v.optional(v.string()),
    /** Links sign nobody in, except after a recovery of 72 hours. */
    isPasskeysOnly: v.optional(v.boolean()),
    /** When the link was followed that began such a recovery. */
    recoveryBeganAt: v.optional(v.number()),
    /** When the account will be deleted, at its owner's request. */
    deletionAt: v.optional(v.number()),
  })
    .index("by_deletionAt", ["deletionAt"])
    .index("by_userId", ["userId"])
    .index("by_email", ["email"])
    .index("by_role_and_email", ["role", "email"])
    .index("by_name", ["name"]),

  /** The words under which a member is found: lib/search-words.ts. */
  memberWords: defineTable({ memberId: v.id("members"), word: v.string() })
    .index("by_member", ["memberId"])
    .index("by_word", ["word"]),

  /** When an account was last used, to the hour. */
  lastSeen: defineTable({ userId: v.string(), at: v.number() }).index("by_userId", ["userId"]),

  /**
   * When a session was last proven to be used by its account's owner: model/people/proof.ts. Swept once it is too old
   * to be useful.
   */
  proofs: defineTable({ sessionId: v.string(), provenAt: v.number() })
    .index("by_sessionId", ["sessionId"])
    .index("by_provenAt", ["provenAt"]),

  /**
   * The public halves of passkeys. They are useless without the private halves, which never leave their authenticators.
   */
  passkeys: defineTable({
    userId: v.string(),
    /** The account's handle when the passkey was made. */
    userHandle: v.string(),
    /** base64url. */
    credentialId: v.string(),
    /** In COSE's format. */
    publicKey: v.bytes(),
    /** How often the authenticator has signed; always zero if it does not count. */
    counter: v.number(),
    /** Whether it can be stored in several places, and whether it is. */
    isSynced: v.boolean(),
    isBackedUp: v.boolean(),
    aaguid: v.string(),
    transports: v.array(v.string()),
    name: v.string(),
    lastUsedAt: v.optional(v.number()),
    /** When it signed with a counter that had gone back, so that somebody may have a copy. */
    copiedAt: v.optional(v.number()),
  })
    .index("by_userId", ["userId"])
    .index("by_credentialId", ["credentialId"]),

  /** A new address for an account: requested, proven by a link to the new one, undone by a link to the old one. */
  addressChanges: defineTable({
    userId: v.string(),
    from: v.string(),
    to: v.string(),
    /** When it can no longer be used: an hour after the request, or 72 hours after the confirmation. */
    expiresAt: v.number(),
    confirmedAt: v.optional(v.number()),
    undoneAt: v.optional(v.number()),
  })
    .index("by_userId", ["userId"])
    .index("by_expiresAt", ["expiresAt"]),

  /** What an account's owner is notified of by mail and on every page: a new device, a used link, a recovery. */
  notices: defineTable({
    userId: v.string(),
    email: v.string(),
    kind: noticeKind,
    /** The session that it is about. */
    sessionId: v.optional(v.string()),
    ipAddress: v.optional(v.string()),
    userAgent: v.optional(v.string()),
    /** When somebody said that they have read it, or that it was not them. */
    dismissedAt: v.optional(v.number()),
  }).index("by_userId_and_dismissedAt", ["userId", "dismissedAt"]),

  /** The mail that a browser waits for, and what happened to it: model/links/mailState.ts. Swept after a day. */
  signInMails: defineTable({
    linkId: v.id("loginLinks"),
    browserHash: v.string(),
    /** False for an address that gets no mail; its page shows what others show. */
    isMailed: v.boolean(),
    sentAt: v.optional(v.number()),
    deliveredAt: v.optional(v.number()),
    delayedAt: v.optional(v.number()),
    bouncedAt: v.optional(v.number()),
    /** The provider did not send it, because it blocks the address. */
    suppressedAt: v.optional(v.number()),
    /** The owner of the address was signed in in this browser before. */
    isOwners: v.optional(v.boolean()),
  })
    .index("by_linkId", ["linkId"])
    .index("by_browserHash", ["browserHash"]),

  /** How long the last mails took, in ms. It does not say whose they were. */
  mailTimes: defineTable({ sentMs: v.number(), deliveredMs: v.number() }),

  /** The browsers and systems that an account has been used with, by their User-Agent. */
  devices: defineTable({ userId: v.string(), userAgent: v.string() }).index("by_userId_and_userAgent", [
    "userId",
    "userAgent",
  ]),

  /**
   * The browsers in which an account was signed in: model/account/browsers.ts. Swept when their cookies are gone.
   */
  browsers: defineTable({
    userId: v.string(),
    /** SHA-256 of the secret in the browser's device cookie, hex. A session that began without the cookie has none. */
    deviceHash: v.optional(v.string()),
    /** The newest session in it. */
    sessionId: v.string(),
    /** What its owner calls the device. */
    name: v.optional(v.string()),
    signedInAt: v.number(),
  })
    .index("by_userId_and_deviceHash", ["userId", "deviceHash"])
    .index("by_sessionId", ["sessionId"])
    .index("by_signedInAt", ["signedInAt"]),

  /** SHA-256 of the challenges that passkeys have signed, hex, kept until the challenges would have expired. */
  spentChallenges: defineTable({ hash: v.string(), expiresAt: v.number() })
    .index("by_hash", ["hash"])
    .index("by_expiresAt", ["expiresAt"]),

  apiKeys: defineTable({
    name: v.string(),
    /** SHA-256 of the key, hex. */
    keyHash: v.string(),
    /** The first characters, to distinguish keys. */
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
    /** The actor in one word, for filtering: an address, a key's name, `visitor` or `backend`. */
    actorName: v.string(),
    /** The address or thing that the action concerned. */
    subject: v.string(),
    ipAddress: v.optional(v.string()),
    userAgent: v.optional(v.string()),
    details: v.optional(v.record(v.string(), v.union(v.string(), v.number(), v.boolean()))),
  })
    .index("by_action", ["action"])
    .index("by_actorName", ["actorName"])
    .index("by_subject", ["subject"])
    .index("by_user_and_action", ["actor.userId", "action"]),

  campaigns: defineTable({
    ...campaignDraft,
    status: campaignStatus,
    createdBy: v.string(),
    /** The last user who launched, scheduled or resumed it. */
    startedBy: v.optional(v.string()),
    /** The inviting person or team, shown on the confirm page. */
    invitedBy: v.string(),
    scheduledFor: v.optional(v.number()),
    launchedAt: v.optional(v.number()),
    finishedAt: v.optional(v.number()),
    pausedBecause: v.optional(v.string()),
    /** The name of the mail provider's error that paused it, if any. */
    pausedError: v.optional(v.string()),
    /** Why a campaign that a marketer had scheduled is a draft again. */
    unscheduledBecause: v.optional(v.string()),
    /** The campaign that this one reminds of. */
    reminderOf: v.optional(v.id("campaigns")),
    /** The scheduled launch. */
    jobId: v.optional(v.id("_scheduled_functions")),
    /** Set while a large audience is copied or cleared, a chunk at a time. */
    isAudienceChanging: v.optional(v.boolean()),
    /** By the name of each field of the draft that was ever saved. */
    edits: v.optional(v.record(v.string(), fieldEdit)),
  })
    .index("by_status", ["status"])
    .index("by_pausedBecause", ["pausedBecause"])
    .index("by_unscheduledBecause", ["unscheduledBecause"])
    .index("by_createdBy_and_status", ["createdBy", "status"])
    .index("by_startedBy_and_status", ["startedBy", "status"]),

  /**
   * Lists that are being uploaded into an audience, each from one open page. Meanwhile the campaign cannot be launched.
   */
  uploads: defineTable({
    campaignId: v.id("campaigns"),
    /** Made by the page. */
    key: v.string(),
    /** The address of the uploading person. */
    by: v.string(),
    /** Rows that the server has answered for, and all rows. */
    done: v.number(),
    total: v.number(),
    seenAt: v.number(),
  }).index("by_campaign_and_key", ["campaignId", "key"]),

  /** The first part of a large campaign, which is sent alone: model/campaigns/firstPart.ts. One row each. */
  firstParts: defineTable({
    campaignId: v.id("campaigns"),
    size: v.number(),
    /** How many of its recipients are still to be claimed. */
    left: v.number(),
    /** When the rest is sent, whatever the results by then. */
    waitUntil: v.optional(v.number()),
    /** The rest may follow. */
    isOver: v.boolean(),
    /** Too many bounces or complaints paused the campaign. */
    isStopped: v.optional(v.boolean()),
    /** The counters when somebody resumed it nevertheless. */
    accepted: v.optional(v.object({ sent: v.number(), bounced: v.number(), complained: v.number() })),
  }).index("by_campaign", ["campaignId"]),

  /** The next step of each sending campaign, one row each. */
  campaignSteps: defineTable({ campaignId: v.id("campaigns"), jobId: v.id("_scheduled_functions") }).index(
    "by_campaign",
    ["campaignId"],
  ),

  /** The mail of a launched campaign, rendered once, as JSON of emails/campaign-template.ts. */
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
    /** The recipient of the original campaign whom this recipient reminds. */
    reminderOf: v.optional(v.id("recipients")),
    batchId: v.optional(v.id("batches")),
    linkId: v.optional(v.id("loginLinks")),
    /** The previous link, which works until the provider has accepted the mail with the new one. */
    previousLinkId: v.optional(v.id("loginLinks")),
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
    /** The time when their mail would have been sent, if they were a member by then. */
    memberAt: v.optional(v.number()),
    acceptedAt: v.optional(v.number()),
    remindedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
    unsubscribedAt: v.optional(v.number()),
  })
    .index("by_campaign_and_email", ["campaignId", "email"])
    .index("by_email", ["email"])
    .index("by_campaign_and_status_and_email", ["campaignId", "status", "email"])
    .index("by_campaign_and_acceptedAt", ["campaignId", "acceptedAt"])
    .index("by_campaign_and_unsubscribedAt", ["campaignId", "unsubscribedAt"])
    .index("by_batch", ["batchId"])
    .index("by_link", ["linkId"])
    .index("by_previousLink", ["previousLinkId"]),

  /** One call to the provider, at most 100 recipients. Its id is the idempotency key. */
  batches: defineTable({
    campaignId: v.id("campaigns"),
    /**
     * `waiting`: the provider certainly has none of it. `sending`: it was sent to the provider, which may have accepted
     * it.
     */
    status: v.union(v.literal("waiting"), v.literal("sending"), v.literal("done")),
    /** Attempts in a row without an answer. */
    attempts: v.number(),
    /** When it was first sent to the provider. */
    beganAt: v.optional(v.number()),
    /** An attempt was not answered, so the provider may have accepted it, whatever it answers later. */
    isUncertain: v.optional(v.boolean()),
    /** The name of the mail provider's error at the last attempt. */
    error: v.optional(v.string()),
    /** When its next step is due. A step that is long overdue was lost with the process that ran it. */
    dueAt: v.number(),
  })
    .index("by_campaign_and_status", ["campaignId", "status"])
    .index("by_status_and_dueAt", ["status", "dueAt"]),

  /**
   * The times of the latest requests to the provider, oldest first. Each shard has one row, which keeps as many times
   * as the shard's share of the rate limit.
   */
  providerRequests: defineTable({ shard: v.optional(v.number()), times: v.array(v.number()) }).index(
    "by_shard",
    ["shard"],
  ),

  /** Counters of a campaign, in separate rows for each writer and shard, so that writers do not conflict. */
  campaignCounts: defineTable({
    campaignId: v.id("campaigns"),
    writer: countsWriter,
    shard: v.optional(v.number()),
    counts: v.record(v.string(), v.number()),
  }).index("by_campaign_and_writer_and_shard", ["campaignId", "writer", "shard"]),

  /** The same counters by hour, for the chart. */
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

  /** Addresses that the mail provider does not deliver to: model/blockedAddresses.ts. */
  blockedAddresses: defineTable({
    email: v.string(),
    reason: blockReason,
    /** When the provider began to block it. */
    at: v.number(),
    /** What the provider or the other mail server said. */
    details: v.optional(v.string()),
    /** Set once it is over, so that a late event from before does not bring it back. Swept after a week. */
    unblockedAt: v.optional(v.number()),
  })
    .index("by_email", ["email"])
    .index("by_unblockedAt_and_email", ["unblockedAt", "email"]),

  /** The webhook inbox: it holds each event once, until the projector has applied it. */
  deliveryEvents: defineTable({
    /** The svix-id of a webhook, or another id that is unique to this event. */
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

  /**
   * Reports of what happened to mails (model/mailReports.ts). model/overview/mailCounts.ts counts them, and deletes
   * counted rows once they are two days old.
   */
  mailReports: defineTable({
    mails: v.array(v.object({ domain: v.string(), outcome: mailOutcome, count: v.number() })),
    isEvent: v.optional(v.boolean()),
    eventId: v.optional(v.string()),
    error: v.optional(v.string()),
    isCounted: v.boolean(),
  })
    .index("by_eventId", ["eventId"])
    .index("by_isCounted", ["isCounted"]),

  /** Mails by UTC day (whole days since 1970) and receiving domain, for the last 30 days. */
  mailDays: defineTable({ day: v.number(), domain: v.string(), counts: mailCounts }).index(
    "by_day_and_domain",
    ["day", "domain"],
  ),

  /** The sums of those days. */
  mailDomains: defineTable({
    domain: v.string(),
    counts: mailCounts,
    sent: v.number(),
    problems: v.number(),
  })
    .index("by_domain", ["domain"])
    .index("by_sent", ["sent"])
    .index("by_problems", ["problems"]),

  /** One row: when the mail provider last accepted a mail, last rejected or failed a request, and last reported an event. */
  mailProvider: defineTable({
    sentAt: v.optional(v.number()),
    eventAt: v.optional(v.number()),
    /** When the first mail was taken since the last event. */
    unheardSince: v.optional(v.number()),
    refusedAt: v.optional(v.number()),
    refusal: v.optional(v.string()),
  }),

  /** Sign-ins by UTC day. */
  signInDays: defineTable({
    day: v.number(),
    links: v.number(),
    passkeys: v.number(),
    newAccounts: v.number(),
  }).index("by_day", ["day"]),

  /** Up to which audit row sign-ins are counted. */
  signInCursors: defineTable({ action: v.string(), upTo: v.number() }).index("by_action", ["action"]),

  /** One row: whether the projector is scheduled. It is written when the projector starts and when it goes idle. */
  projector: defineTable({ isScheduled: v.boolean() }),
});
