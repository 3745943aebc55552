import {
  type DataModelFromSchemaDefinition,
  defineTable,
  type GenericActionCtx,
  type GenericDataModel,
  type GenericMutationCtx,
  type GenericQueryCtx,
  type SchemaDefinition,
} from "convex/server";
import { type GenericId, type Infer, type PropertyValidators, v } from "convex/values";

const purpose = v.union(
  v.literal("sign-in"),
  v.literal("invite"),
  v.literal("minted"),
  v.literal("test"),
  v.literal("confirm"),
);

/** Who made a link. `visitor` is anybody who asked for one for themselves. */
const maker = v.union(
  v.object({ kind: v.literal("visitor") }),
  v.object({ kind: v.literal("backend") }),
  v.object({ kind: v.literal("user"), userId: v.string(), email: v.string() }),
  v.object({ kind: v.literal("apiKey"), apiKeyId: v.string(), name: v.string() }),
);

/** The visitor who asked, as far as the HTTP side vouched for it. */
export const requestedFrom = v.object({
  ipAddress: v.union(v.string(), v.null()),
  userAgent: v.union(v.string(), v.null()),
  requestId: v.optional(v.string()),
});

/** What a link brings into the account of the person who follows it. */
export const metadata = v.record(v.string(), v.string());

/** One-time secrets that can be exchanged for a session. Neither token nor code is in here: secrets.ts derives both. */
const loginLinkFields = {
  purpose,
  /** Trimmed, NFKC-normalised, lower-cased. */
  email: v.string(),
  /** The name of a user who is new. */
  name: v.optional(v.string()),
  /** 256 random bits, base64url. Worth nothing without the deployment's secret. */
  seed: v.string(),
  /** SHA-256 of the token, hex. */
  tokenHash: v.string(),
  /** HMAC of the code, hex. */
  codeHash: v.optional(v.string()),
  codeAttempts: v.number(),
  /** SHA-256 of the pending cookie's secret in the browser that asked, hex. */
  browserHash: v.optional(v.string()),
  /** One click is not enough, not even there: it was renewed by a browser that had not asked for the link before it. */
  asksFirst: v.optional(v.boolean()),
  requestedFrom: v.optional(requestedFrom),
  /** A path on this site. */
  next: v.string(),
  metadata: v.optional(metadata),
  /** In ms. */
  lifetime: v.number(),
  /** In ms since 1970, as all times here. */
  expiresAt: v.number(),
  /** Whether following it proves that the mailbox is theirs: only a link that was delivered there does. */
  verifiesEmail: v.boolean(),
  /** Made for an address that is not mailed, so that asking looks the same for every address. No code opens it. */
  isDecoy: v.boolean(),
  /** Asked for where the address had an account: wrong codes count against what all accounts have together. */
  isOfAccount: v.optional(v.boolean()),
  mintedBy: maker,
  /** The session that it proves and that asked for it. Links of purpose `confirm` only. */
  confirms: v.optional(v.string()),
  mailedAt: v.optional(v.number()),
  /** Why it was not mailed although it should have been, in words for an admin. */
  notMailedBecause: v.optional(v.string()),
  usedAt: v.optional(v.number()),
  /** SHA-256 of the attempt that spent it, hex: the same browser asking again gets the same session. */
  attemptHash: v.optional(v.string()),
  sessionId: v.optional(v.string()),
  revokedAt: v.optional(v.number()),
  /** The sweep leaves the row until then. */
  keptUntil: v.optional(v.number()),
};

/**
 * `loginLinkTables` for a deployment whose rows still have other fields. Those validate, and have no type.
 * @param legacy the fields, all optional
 */
export function loginLinkTablesWith(legacy: PropertyValidators) {
  // The indexes are on fields of this package's own. TypeScript could not follow them into fields that it is not told of.
  const fields = { ...legacy, ...loginLinkFields } as typeof loginLinkFields;
  return {
    loginLinks: defineTable(fields)
      .index("by_tokenHash", ["tokenHash"])
      .index("by_browserHash", ["browserHash"])
      .index("by_email_and_purpose", ["email", "purpose"])
      .index("by_purpose", ["purpose"])
      .index("by_confirms", ["confirms"])
      .index("by_minter_and_purpose", ["mintedBy.userId", "purpose"])
      .index("by_apiKey", ["mintedBy.apiKeyId"])
      .index("by_keptUntil_and_expiresAt", ["keptUntil", "expiresAt"]),
  };
}

/** Spread into your schema: `defineSchema({ ...loginLinkTables, ... })`. */
export const loginLinkTables = loginLinkTablesWith({});

/** The part of an owner's data model that this package reads and writes. */
export type Own = DataModelFromSchemaDefinition<SchemaDefinition<typeof loginLinkTables, true>>;
export type LoginLink = Own["loginLinks"]["document"];
export type LoginLinkId = GenericId<"loginLinks">;
export type Maker = Infer<typeof maker>;
export type RequestedFrom = Infer<typeof requestedFrom>;
/** A visitor, as far as a server vouched for it. */
export type Client = RequestedFrom;

/** A data model whose schema has `loginLinkTables` in it. */
export type HasLoginLinks = GenericDataModel & { loginLinks: Own["loginLinks"] };

export type QueryCtx = GenericQueryCtx<Own>;
export type MutationCtx = GenericMutationCtx<Own>;
export type ActionCtx = GenericActionCtx<Own>;
