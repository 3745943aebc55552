import { loginLinkTablesWith } from "@latchkey/login-links/convex";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { audienceTally, selection } from "./model/campaigns/selection";
import { savedBrand } from "./model/brand/validator";
import {
  actor,
  blockReason,
  campaignDraft,
  campaignStatus,
  countsWriter,
  deliveryEvent,
  fieldEdit,
  mailOutcome,
  messageTexts,
  metadata,
  noticeKind,
  pictureEnding,
  noticeLevel,
  recipientStatus,
  reminderPlan,
  reminderStep,
  role,
  suppressionReason,
} from "./validators";
import { visitSignals, visitVerdict } from "./model/visits/validators";

const mailCounts = v.object({
  sent: v.number(),
  delivered: v.number(),
  bounced: v.number(),
  complained: v.number(),
  blocked: v.number(),
});

export default defineSchema({
  /**
   * Old rows may contain `recipientId` and `grantsRole`, because earlier versions stored the recipient and the role in
   * the link itself. The sweep deletes these rows some time after the links have expired.
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

  /** The role that the link in a colleague's invitation gives. */
  roleGrants: defineTable({ linkId: v.id("loginLinks"), role }).index("by_link", ["linkId"]),

  /** Latchkey's own data about a user, in addition to Better Auth's row. */
  members: defineTable({
    userId: v.string(),
    email: v.string(),
    /** A copy of the name in Better Auth's row. Missing until model/people/completion.ts has copied it. */
    name: v.optional(v.string()),
    role,
    profile: v.optional(metadata),
    /** The id of the account in authenticators: random, base64url. */
    passkeyHandle: v.optional(v.string()),
    /** True if links sign nobody in, except after a recovery, which takes 72 hours. */
    isPasskeysOnly: v.optional(v.boolean()),
    /** When a recovery began, because somebody followed a link. */
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
   * When a session was last proven to be used by its account's owner: model/people/proof.ts. Rows are swept when no
   * action accepts such an old proof any more.
   */
  proofs: defineTable({ sessionId: v.string(), provenAt: v.number() })
    .index("by_sessionId", ["sessionId"])
    .index("by_provenAt", ["provenAt"]),

  /**
   * The public keys of passkeys. Nobody can sign in with them, because the private keys never leave the authenticators.
   */
  passkeys: defineTable({
    userId: v.string(),
    /** The account's handle when the passkey was made. */
    userHandle: v.string(),
    /** base64url. */
    credentialId: v.string(),
    /** In COSE's format. */
    publicKey: v.bytes(),
    /** The authenticator's count of signatures; always zero if it does not count. */
    counter: v.number(),
    /** `isSynced`: the passkey can be copied to other devices. `isBackedUp`: it has been copied. */
    isSynced: v.boolean(),
    isBackedUp: v.boolean(),
    aaguid: v.string(),
    transports: v.array(v.string()),
    name: v.string(),
    lastUsedAt: v.optional(v.number()),
    /** When somebody signed with a counter that had not increased, so that there may be a copy of the passkey. */
    copiedAt: v.optional(v.number()),
  })
    .index("by_userId", ["userId"])
    .index("by_credentialId", ["credentialId"]),

  /**
   * Changes of an account's address. Each is requested, confirmed by a link to the new address, and can be undone by a
   * link to the old address.
   */
  addressChanges: defineTable({
    userId: v.string(),
    from: v.string(),
    to: v.string(),
    /**
     * When the change can no longer be confirmed (an hour after the request) or undone (72 hours after the
     * confirmation).
     */
    expiresAt: v.number(),
    confirmedAt: v.optional(v.number()),
    undoneAt: v.optional(v.number()),
  })
    .index("by_userId", ["userId"])
    .index("by_expiresAt", ["expiresAt"]),

  /** Notices to an account's owner, shown on every page and in part mailed: a new device, a used link, a recovery. */
  notices: defineTable({
    userId: v.string(),
    email: v.string(),
    kind: noticeKind,
    /** The session that the notice is about. */
    sessionId: v.optional(v.string()),
    ipAddress: v.optional(v.string()),
    userAgent: v.optional(v.string()),
    /** When somebody answered that it was them, or that it was not. */
    dismissedAt: v.optional(v.number()),
  }).index("by_userId_and_dismissedAt", ["userId", "dismissedAt"]),

  /**
   * Sign-in mails that browsers wait for, and what happened to them: model/links/mailState.ts. Rows are swept after a
   * day.
   */
  signInMails: defineTable({
    linkId: v.id("loginLinks"),
    browserHash: v.string(),
    /** False if the address gets no mail. The waiting page then shows invented progress. */
    isMailed: v.boolean(),
    sentAt: v.optional(v.number()),
    deliveredAt: v.optional(v.number()),
    delayedAt: v.optional(v.number()),
    bouncedAt: v.optional(v.number()),
    /** When the provider reported that it did not send the mail, because it blocks the address. */
    suppressedAt: v.optional(v.number()),
    /** True if the owner of the address has signed in before in this browser. */
    isOwners: v.optional(v.boolean()),
  })
    .index("by_linkId", ["linkId"])
    .index("by_browserHash", ["browserHash"]),

  /** How long recent mails took, in ms. The rows do not show whose mails they were. */
  mailTimes: defineTable({ sentMs: v.number(), deliveredMs: v.number() }),

  /** The browsers and systems that an account has been used with, by their User-Agent. */
  devices: defineTable({ userId: v.string(), userAgent: v.string() }).index("by_userId_and_userAgent", [
    "userId",
    "userAgent",
  ]),

  /**
   * The browsers in which an account has signed in: model/account/browsers.ts. Rows are swept when the browser's cookie
   * has expired.
   */
  browsers: defineTable({
    userId: v.string(),
    /**
     * SHA-256 of the secret in the browser's device cookie, in hex. Missing if the session began without the cookie.
     */
    deviceHash: v.optional(v.string()),
    /** The newest session in this browser. */
    sessionId: v.string(),
    /** The name that the account's owner gave the device. */
    name: v.optional(v.string()),
    signedInAt: v.number(),
  })
    .index("by_userId_and_deviceHash", ["userId", "deviceHash"])
    .index("by_sessionId", ["sessionId"])
    .index("by_signedInAt", ["signedInAt"]),

  /**
   * SHA-256 hashes, in hex, of the challenges that passkeys have signed. Each is kept until its challenge expires, so
   * that no challenge works twice.
   */
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

  /**
   * The audit log: who did what to whom, and from where. `_creationTime` is the time of the action. Rows are only
   * appended; erasing an account replaces its address in them. They never contain a secret.
   */
  auditEvents: defineTable({
    action: v.string(),
    actor,
    /** The actor as one text, for filtering: an address, a key's name, `visitor` or `backend`. */
    actorName: v.string(),
    /** The address or the name of the thing that the action concerned. */
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
    /** The id of the last user who launched, scheduled or resumed the campaign. */
    startedBy: v.optional(v.string()),
    /** The address of the person who created the campaign. The confirm page shows it. */
    invitedBy: v.string(),
    scheduledFor: v.optional(v.number()),
    launchedAt: v.optional(v.number()),
    /** The From header of every mail of the campaign. Set when the mail is rendered for sending. */
    sentFrom: v.optional(v.string()),
    finishedAt: v.optional(v.number()),
    pausedBecause: v.optional(v.string()),
    /** The name of the mail provider's error that paused the campaign, if there was one. */
    pausedError: v.optional(v.string()),
    /** Why the backend has turned a scheduled campaign into a draft again. Not set if a marketer has unscheduled it. */
    unscheduledBecause: v.optional(v.string()),
    /** Set for a reminder: the original campaign. */
    reminderOf: v.optional(v.id("campaigns")),
    /** Set for a reminder that is sent automatically: which one it is, counted from 1. */
    reminderNumber: v.optional(v.number()),
    /** The scheduled function that renders the mail and begins to send. */
    jobId: v.optional(v.id("_scheduled_functions")),
    /** Set while scheduled functions copy, clear or requeue recipients, a chunk at a time. */
    isAudienceChanging: v.optional(v.boolean()),
    /** The last save of each field, by the field's name. Only fields that were ever saved are listed. */
    edits: v.optional(v.record(v.string(), fieldEdit)),
    /** True if the campaign is archived. The list shows archived campaigns only on request. */
    isArchived: v.optional(v.boolean()),
    labels: v.optional(v.array(v.string())),
    /**
     * The form of the name by which the list sorts. Missing until model/campaigns/completion.ts has set it in an older
     * row.
     */
    sortName: v.optional(v.string()),
    /** Missing in older rows. An index sorts such rows before all others, which is the right place for them. */
    createdAt: v.optional(v.number()),
    /** When the draft was deleted: model/campaigns/deletion.ts. */
    deletedAt: v.optional(v.number()),
  })
    .index("by_deletedAt", ["deletedAt"])
    .index("by_sortName", ["sortName"])
    // A reminder that is sent automatically has a number, and all other campaigns have none. So these indexes find the
    // campaigns of the list without reading the reminders.
    .index("by_isArchived_and_reminderNumber_and_createdAt", ["isArchived", "reminderNumber", "createdAt"])
    .index("by_isArchived_and_reminderNumber_and_sortName", ["isArchived", "reminderNumber", "sortName"])
    .index("by_isArchived_and_reminderNumber_and_launchedAt", ["isArchived", "reminderNumber", "launchedAt"])
    .index("by_isArchived_and_reminderNumber_and_status_and_createdAt", [
      "isArchived",
      "reminderNumber",
      "status",
      "createdAt",
    ])
    .index("by_isArchived_and_reminderNumber_and_status_and_sortName", [
      "isArchived",
      "reminderNumber",
      "status",
      "sortName",
    ])
    .index("by_isArchived_and_reminderNumber_and_status_and_launchedAt", [
      "isArchived",
      "reminderNumber",
      "status",
      "launchedAt",
    ])
    .index("by_status_and_pausedBecause", ["status", "pausedBecause"])
    .index("by_status_and_unscheduledBecause", ["status", "unscheduledBecause"])
    .index("by_reminderNumber_and_launchedAt", ["reminderNumber", "launchedAt"])
    .index("by_createdBy_and_status", ["createdBy", "status"])
    .index("by_startedBy_and_status", ["startedBy", "status"]),

  /** What happened to campaigns that somebody should hear of: model/campaignNotices. Kept for 30 days. */
  campaignNotices: defineTable({
    campaignId: v.id("campaigns"),
    name: v.string(),
    kind: v.union(
      v.literal("finished"),
      v.literal("stopped"),
      v.literal("unscheduled"),
      v.literal("approvalAsked"),
    ),
    /** The reason why the campaign stopped or is no longer scheduled. */
    why: v.optional(v.string()),
    /** The address of the person who asked for approval. */
    by: v.optional(v.string()),
  }),

  /** The mails of these notices, one row for each recipient. */
  campaignNoticeMails: defineTable({ noticeId: v.id("campaignNotices"), userId: v.string() }),

  /** Which notices about campaigns a person is mailed. Without a row, those of problems. */
  noticeChoices: defineTable({ userId: v.string(), level: noticeLevel }).index("by_userId", ["userId"]),

  /** Where notices are posted. The signing secret is derived from the row's id: model/secrets.ts. */
  webhooks: defineTable({
    url: v.string(),
    /** The id of the admin who added it. Missing in rows of earlier versions. */
    createdBy: v.optional(v.string()),
  }).index("by_createdBy", ["createdBy"]),

  /** Requests to webhooks: model/campaignNotices/deliveries.ts. A row's id is the `webhook-id` of its requests. */
  webhookDeliveries: defineTable({
    webhookId: v.id("webhooks"),
    type: v.string(),
    /** The exact bytes of each attempt. */
    body: v.string(),
    status: v.union(v.literal("waiting"), v.literal("delivered"), v.literal("failed")),
    attempts: v.number(),
    /** The result of the last attempt. */
    result: v.optional(v.string()),
  }),

  /** Drafts for which somebody has asked for approval: model/campaigns/approval.ts. */
  approvals: defineTable({
    campaignId: v.id("campaigns"),
    userId: v.string(),
    email: v.string(),
    askedAt: v.number(),
    /** The version of the draft when somebody asked: model/campaigns/edits.ts. */
    version: v.number(),
    /** The audience when somebody asked: how many people were in it, and how many were ever removed. */
    audience: v.optional(v.object({ recipients: v.number(), removed: v.number() })),
  }).index("by_campaign", ["campaignId"]),

  /** The addresses that test mails go to: model/campaigns/testRecipients.ts. */
  testRecipients: defineTable({ email: v.string() }),

  /** The words under which a campaign is found: those of its name and its subject. */
  campaignWords: defineTable({ campaignId: v.id("campaigns"), isArchived: v.boolean(), word: v.string() })
    .index("by_campaign", ["campaignId"])
    .index("by_isArchived_and_word", ["isArchived", "word"]),

  /** The labels of campaigns, one row for each label of each campaign. */
  campaignLabels: defineTable({ campaignId: v.id("campaigns"), isArchived: v.boolean(), label: v.string() })
    .index("by_campaign", ["campaignId"])
    .index("by_label", ["label"])
    .index("by_isArchived_and_label", ["isArchived", "label"]),

  /** How many of the people who were mailed have accepted: model/campaigns/rates.ts. Missing if nobody was mailed. */
  campaignRates: defineTable({ campaignId: v.id("campaigns"), isArchived: v.boolean(), rate: v.number() })
    .index("by_campaign", ["campaignId"])
    .index("by_isArchived_and_rate", ["isArchived", "rate"]),

  /** What admins have saved on the page Brand: one row, or none. Missing fields come from the environment. */
  brands: defineTable(savedBrand),

  /** The domains that the mail provider reports as verified: one row, or none if it was never asked. */
  senderDomains: defineTable({
    names: v.array(v.string()),
    checkedAt: v.number(),
    /** The name of the provider's error at the last attempt. The names are then those of an earlier attempt. */
    error: v.optional(v.string()),
  }),

  /** The logos of the brand, now and before. Mails that were sent show the older ones. */
  brandLogos: defineTable({
    /** SHA-256 of the picture, in hex. */
    hash: v.string(),
    png: v.bytes(),
  }).index("by_hash", ["hash"]),

  /**
   * Lists that are being uploaded into an audience, each by one open page. Until they are complete, the campaign cannot
   * be launched.
   */
  uploads: defineTable({
    campaignId: v.id("campaigns"),
    /** A key that the uploading page has made, to identify the upload. */
    key: v.string(),
    /** The address of the uploading person. */
    by: v.string(),
    /** How many rows the server has processed, and how many there are in all. */
    done: v.number(),
    total: v.number(),
    seenAt: v.number(),
  }).index("by_campaign_and_key", ["campaignId", "key"]),

  /**
   * People of earlier campaigns who are being added to a draft: model/campaigns/audienceCopies.ts. One row for each
   * campaign, which stays after the last step until somebody closes the result.
   */
  audienceCopies: defineTable({
    campaignId: v.id("campaigns"),
    ...selection,
    /** The address up to which everybody was processed; empty before the first step and after the last one. */
    after: v.string(),
    steps: v.number(),
    /** How many rows of the other campaigns were read, and about how many there are. */
    looked: v.number(),
    total: v.number(),
    tally: audienceTally,
    steppedAt: v.number(),
    finishedAt: v.optional(v.number()),
    isStopped: v.optional(v.boolean()),
  })
    .index("by_campaign", ["campaignId"])
    .index("by_finishedAt_and_steppedAt", ["finishedAt", "steppedAt"]),

  /**
   * The first part of a large campaign, which is sent before the rest: model/campaigns/firstPart.ts. One row for each
   * campaign.
   */
  firstParts: defineTable({
    campaignId: v.id("campaigns"),
    size: v.number(),
    /** How many recipients of the first part are not claimed yet. */
    left: v.number(),
    /** When the rest is sent at the latest, even if results are missing. */
    waitUntil: v.optional(v.number()),
    /** True if the rest may be sent. */
    isOver: v.boolean(),
    /** True if too many bounces or complaints have paused the campaign. */
    isStopped: v.optional(v.boolean()),
    /** The counters at the time when somebody resumed the stopped campaign. */
    accepted: v.optional(v.object({ sent: v.number(), bounced: v.number(), complained: v.number() })),
  }).index("by_campaign", ["campaignId"]),

  /** The scheduled next step of each campaign that is sending. One row for each campaign. */
  campaignSteps: defineTable({ campaignId: v.id("campaigns"), jobId: v.id("_scheduled_functions") }).index(
    "by_campaign",
    ["campaignId"],
  ),

  /** Pictures that were uploaded for messages. Their addresses contain the key: lib/pictures/address.ts. */
  pictures: defineTable({
    key: v.string(),
    storageId: v.id("_storage"),
    ending: pictureEnding,
    width: v.number(),
    height: v.number(),
    /** In bytes. */
    size: v.number(),
    /** A user's id. */
    uploadedBy: v.string(),
    /** When a mail with the picture was first sent. A mailed picture is never deleted. */
    mailedAt: v.optional(v.number()),
    /** When a text with the picture was last saved that did not contain it before: model/pictures/use.ts. */
    usedAt: v.optional(v.number()),
  })
    .index("by_key", ["key"])
    .index("by_storageId", ["storageId"])
    .index("by_mailedAt", ["mailedAt"]),

  /** Saved messages that new campaigns can start from. */
  templates: defineTable({
    name: v.string(),
    ...messageTexts.fields,
    createdBy: v.string(),
    /** When it was deleted. It can be brought back until it is swept. */
    deletedAt: v.optional(v.number()),
  }).index("by_deletedAt_and_name", ["deletedAt", "name"]),

  /**
   * The mail of a launched campaign, rendered once. `template` is a CampaignTemplate (emails/fill-campaign-template.ts)
   * as JSON.
   */
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
    /** Set in a reminder: the same person's row in the original campaign. */
    reminderOf: v.optional(v.id("recipients")),
    /** Set in a reminder that is sent automatically: which one it is, counted from 1. */
    reminderNumber: v.optional(v.number()),
    batchId: v.optional(v.id("batches")),
    linkId: v.optional(v.id("loginLinks")),
    /** The previous link, which works until the provider has accepted the mail with the new one. */
    previousLinkId: v.optional(v.id("loginLinks")),
    providerId: v.optional(v.string()),
    error: v.optional(v.string()),
    /** The receiving domain. Set when the mail is sent; missing in older rows and after the person was erased. */
    domain: v.optional(v.string()),
    sentAt: v.optional(v.number()),
    delayedAt: v.optional(v.number()),
    deliveredAt: v.optional(v.number()),
    openedAt: v.optional(v.number()),
    clickedAt: v.optional(v.number()),
    bouncedAt: v.optional(v.number()),
    complainedAt: v.optional(v.number()),
    failedAt: v.optional(v.number()),
    suppressedAt: v.optional(v.number()),
    /**
     * Set if the person was a member when their mail was due, so that it was not sent. This is the time when it was
     * due.
     */
    memberAt: v.optional(v.number()),
    acceptedAt: v.optional(v.number()),
    remindedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
    unsubscribedAt: v.optional(v.number()),
  })
    .index("by_campaign_and_email", ["campaignId", "email"])
    .index("by_email", ["email"])
    .index("by_campaign_and_status_and_email", ["campaignId", "status", "email"])
    .index("by_campaign_and_sentAt", ["campaignId", "sentAt"])
    .index("by_campaign_and_domain_and_sentAt", ["campaignId", "domain", "sentAt"])
    .index("by_campaign_and_deliveredAt", ["campaignId", "deliveredAt"])
    .index("by_campaign_and_openedAt", ["campaignId", "openedAt"])
    .index("by_campaign_and_clickedAt", ["campaignId", "clickedAt"])
    .index("by_campaign_and_acceptedAt", ["campaignId", "acceptedAt"])
    .index("by_campaign_and_bouncedAt", ["campaignId", "bouncedAt"])
    .index("by_campaign_and_complainedAt", ["campaignId", "complainedAt"])
    .index("by_campaign_and_failedAt", ["campaignId", "failedAt"])
    .index("by_campaign_and_suppressedAt", ["campaignId", "suppressedAt"])
    .index("by_campaign_and_unsubscribedAt", ["campaignId", "unsubscribedAt"])
    .index("by_batch", ["batchId"])
    .index("by_link", ["linkId"])
    .index("by_previousLink", ["previousLinkId"])
    .index("by_reminderOf", ["reminderOf"]),

  /**
   * When and how a campaign reminds people who have not accepted: model/reminders. One row for each campaign with
   * reminders.
   */
  reminderPlans: defineTable({
    campaignId: v.id("campaigns"),
    ...reminderPlan,
    /** The number of changes of the plan and its steps. */
    version: v.number(),
    /** The id of the person who last changed the reminders after the launch. Missing if nobody has. */
    approvedBy: v.optional(v.string()),
    /** Why the backend has switched the reminders off. Not set if a person has. */
    stoppedBecause: v.optional(v.string()),
    /** True while somebody may be due for a reminder. The sweep reads only plans with this flag. */
    isOpen: v.boolean(),
  })
    .index("by_campaign", ["campaignId"])
    .index("by_isOpen", ["isOpen"]),

  /** The reminders of a campaign, at most three. `number` counts from 1. */
  reminderSteps: defineTable({
    campaignId: v.id("campaigns"),
    number: v.number(),
    ...reminderStep,
    /** The campaign that sends this reminder. It is created when the first person is due. */
    reminderId: v.optional(v.id("campaigns")),
  }).index("by_campaign_and_number", ["campaignId", "number"]),

  /** The next reminder of each person. A row is deleted in the transaction that queues the reminder. */
  dueReminders: defineTable({
    campaignId: v.id("campaigns"),
    /** The person's row in the original campaign. */
    recipientId: v.id("recipients"),
    number: v.number(),
    /** When the previous mail was sent. */
    since: v.number(),
    timeZone: v.string(),
    dueAt: v.number(),
  })
    .index("by_campaign_and_number_and_dueAt", ["campaignId", "number", "dueAt"])
    .index("by_recipient", ["recipientId"]),

  /** The job that queues the due reminders of one step, so that the sweep does not start a second one beside it. */
  reminderRuns: defineTable({
    campaignId: v.id("campaigns"),
    number: v.number(),
    jobId: v.id("_scheduled_functions"),
  }).index("by_campaign_and_number", ["campaignId", "number"]),

  /** Batches: each is one call to the provider, for at most 100 recipients. A batch's id is the idempotency key. */
  batches: defineTable({
    campaignId: v.id("campaigns"),
    /**
     * `waiting`: the provider has certainly not accepted the batch. `sending`: the batch was sent to the provider,
     * which may have accepted it.
     */
    status: v.union(v.literal("waiting"), v.literal("sending"), v.literal("done")),
    /** Attempts in a row without an answer. */
    attempts: v.number(),
    /** When the batch was first sent to the provider. */
    beganAt: v.optional(v.number()),
    /**
     * True if an attempt was not answered. The provider may then have accepted the batch, even if it refuses a later
     * attempt.
     */
    isUncertain: v.optional(v.boolean()),
    /** The name of the mail provider's error at the last attempt. */
    error: v.optional(v.string()),
    /** When the batch's next step is due. A step that is long overdue was lost with the process that ran it. */
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

  /** Counters of a campaign. Each writer and shard has its own row, so that writers do not conflict. */
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

  /**
   * Requests for the links of a campaign's invitations, and acceptances, in the order in which they came. Rows are only
   * appended, at most ten a link; model/visits/counting.ts counts them. They are swept after 30 days.
   */
  linkVisits: defineTable({
    campaignId: v.id("campaigns"),
    recipientId: v.id("recipients"),
    linkId: v.optional(v.id("loginLinks")),
    kind: v.union(v.literal("get"), v.literal("head"), v.literal("accepted")),
    at: v.number(),
    agent: v.optional(visitSignals.agent),
    fetching: v.optional(visitSignals.fetching),
    /** A keyed hash of the campaign and the caller's network. The address itself is not stored. */
    network: v.optional(v.string()),
    /** SHA-256 of the browser's attempt, hex. If the browser signs in, the link's `attemptHash` is the same. */
    attemptHash: v.optional(v.string()),
    isContinued: v.optional(v.boolean()),
    isCounted: v.boolean(),
  })
    .index("by_link", ["linkId"])
    .index("by_recipient", ["recipientId"])
    .index("by_campaign_and_network", ["campaignId", "network"])
    .index("by_isCounted", ["isCounted"]),

  /** How many links of a campaign each network opened: lib/link-visits/rule.ts. Swept with the visits. */
  visitNetworks: defineTable({
    campaignId: v.id("campaigns"),
    network: v.string(),
    links: v.number(),
    most: v.number(),
    continued: v.number(),
    /** When the latest links were opened. */
    times: v.array(v.number()),
  }).index("by_campaign_and_network", ["campaignId", "network"]),

  /** The judgement on who opened each recipient's link. */
  linkOpenings: defineTable({
    campaignId: v.id("campaigns"),
    recipientId: v.id("recipients"),
    domain: v.string(),
    verdict: visitVerdict,
    reason: v.string(),
    isFiltered: v.boolean(),
    isLooked: v.boolean(),
    isFast: v.boolean(),
    filteredAfter: v.optional(v.number()),
    hasAccepted: v.boolean(),
  })
    .index("by_recipient", ["recipientId"])
    .index("by_campaign_and_verdict", ["campaignId", "verdict"])
    .index("by_campaign_and_isFiltered", ["campaignId", "isFiltered"])
    .index("by_campaign_and_domain_and_verdict", ["campaignId", "domain", "verdict"])
    .index("by_campaign_and_domain_and_isFiltered", ["campaignId", "domain", "isFiltered"])
    .index("by_campaign_and_domain_and_hasAccepted", ["campaignId", "domain", "hasAccepted"]),

  /** The sums of these by receiving domain. */
  visitDomains: defineTable({
    campaignId: v.id("campaigns"),
    domain: v.string(),
    person: v.number(),
    filter: v.number(),
    unclear: v.number(),
    filtered: v.number(),
    looked: v.number(),
    fast: v.number(),
    came: v.number(),
    /** For each bound of `FILTER_SECONDS`, how many filters came no later than that after the delivery. */
    filteredWithin: v.array(v.number()),
    isQuick: v.boolean(),
    isWhole: v.boolean(),
  })
    .index("by_campaign_and_domain", ["campaignId", "domain"])
    .index("by_campaign_and_filtered", ["campaignId", "filtered"]),

  /** How many mails of a campaign went to each receiving domain. model/overview/mailCounts.ts counts them. */
  campaignDomains: defineTable({
    campaignId: v.id("campaigns"),
    domain: v.string(),
    sent: v.number(),
  }).index("by_campaign_and_domain", ["campaignId", "domain"]),

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
    /** When the provider began to block the address. */
    at: v.number(),
    /** The message of the provider or of the receiving mail server. */
    details: v.optional(v.string()),
    /**
     * Set when the block is over. The row is kept for a week after that, so that a late event from before does not
     * start the block again.
     */
    unblockedAt: v.optional(v.number()),
  })
    .index("by_email", ["email"])
    .index("by_unblockedAt_and_email", ["unblockedAt", "email"]),

  /**
   * The webhook inbox. Each event is stored once. The projector applies it and sets `isApplied`; the row stays, for the
   * recipient's timeline.
   */
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
    /** Set for a batch of a campaign, so that its mails are also counted for the campaign. */
    campaignId: v.optional(v.id("campaigns")),
    isCounted: v.boolean(),
  })
    .index("by_eventId", ["eventId"])
    .index("by_isCounted", ["isCounted"]),

  /** Counts of mails by UTC day (whole days since 1970) and receiving domain, for the last 30 days. */
  mailDays: defineTable({ day: v.number(), domain: v.string(), counts: mailCounts }).index(
    "by_day_and_domain",
    ["day", "domain"],
  ),

  /** The sums of these counts by domain. */
  mailDomains: defineTable({
    domain: v.string(),
    counts: mailCounts,
    sent: v.number(),
    problems: v.number(),
  })
    .index("by_domain", ["domain"])
    .index("by_sent", ["sent"])
    .index("by_problems", ["problems"]),

  /**
   * One row: when the mail provider last accepted a mail, when it last refused a request or did not answer, and when it
   * last reported an event.
   */
  mailProvider: defineTable({
    sentAt: v.optional(v.number()),
    eventAt: v.optional(v.number()),
    /** When the provider accepted the first mail after its last event. Missing if it has accepted none since. */
    unheardSince: v.optional(v.number()),
    refusedAt: v.optional(v.number()),
    refusal: v.optional(v.string()),
  }),

  /** Counts of sign-ins by UTC day (whole days since 1970). */
  signInDays: defineTable({
    day: v.number(),
    links: v.number(),
    passkeys: v.number(),
    newAccounts: v.number(),
  }).index("by_day", ["day"]),

  /** For each audit action, the creation time of the last row that was counted as a sign-in. */
  signInCursors: defineTable({ action: v.string(), upTo: v.number() }).index("by_action", ["action"]),

  /** One row: whether the projector is scheduled. It changes only when the projector starts and when it stops. */
  projector: defineTable({ isScheduled: v.boolean() }),
});
