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

/** Who made a link. `visitor` is anybody who requested one for themselves. */
const maker = v.union(
  v.object({ kind: v.literal("visitor") }),
  v.object({ kind: v.literal("backend") }),
  v.object({ kind: v.literal("user"), userId: v.string(), email: v.string() }),
  v.object({ kind: v.literal("apiKey"), apiKeyId: v.string(), name: v.string() }),
);

/** The visitor who requested the link, as far as the HTTP side vouched for them. */
export const requestedFrom = v.object({
  ipAddress: v.union(v.string(), v.null()),
  userAgent: v.union(v.string(), v.null()),
  requestId: v.optional(v.string()),
  /** SHA-256 of a secret that the app keeps in the visitor's browser, hex. */
  deviceHash: v.optional(v.string()),
});

/** Values for the account of the person who follows the link. The owner's hooks read them. */
export const metadata = v.record(v.string(), v.string());

/**
 * One-time secrets that can be exchanged for a session. The row contains neither token nor code: secrets.ts derives
 * both.
 */
const loginLinkFields = {
  purpose,
  /** Trimmed, NFKC-normalised, lower-cased. */
  email: v.string(),
  /** The name for a new user. */
  name: v.optional(v.string()),
  /** 256 random bits, base64url. Useless without the deployment's secret. */
  seed: v.string(),
  /** SHA-256 of the token, hex. */
  tokenHash: v.string(),
  /** HMAC of the code, hex. */
  codeHash: v.optional(v.string()),
  codeAttempts: v.number(),
  /** SHA-256 of the pending cookie's secret in the requesting browser, hex. */
  browserHash: v.optional(v.string()),
  /**
   * The person is asked before the link is spent, even in the browser that renewed it. This is set if that browser had
   * not requested the expired link itself.
   */
  asksFirst: v.optional(v.boolean()),
  requestedFrom: v.optional(requestedFrom),
  /** A path on this site. */
  next: v.string(),
  metadata: v.optional(metadata),
  /** In ms. */
  lifetime: v.number(),
  /** In ms since 1970, as all times here. */
  expiresAt: v.number(),
  /** Whether following the link verifies the address. Only a link that was delivered to the mailbox does. */
  verifiesEmail: v.boolean(),
  /**
   * The row was made for an address that gets no mail, so that a request looks the same for every address. No code
   * opens it.
   */
  isDecoy: v.boolean(),
  /**
   * The address had an account when the link was requested, so wrong codes count against the limit for all accounts.
   */
  isOfAccount: v.optional(v.boolean()),
  mintedBy: maker,
  /** The session that requested the link, and whose user the link confirms. Only for links of purpose `confirm`. */
  confirms: v.optional(v.string()),
  /** The older link, which keeps working until this link's mail is sent. */
  replaces: v.optional(v.id("loginLinks")),
  mailedAt: v.optional(v.number()),
  /** Why it was not mailed although it should have been, for an admin. */
  notMailedBecause: v.optional(v.string()),
  usedAt: v.optional(v.number()),
  /** SHA-256 of the attempt that spent it, hex. If the same browser repeats the attempt, it gets the same session. */
  attemptHash: v.optional(v.string()),
  sessionId: v.optional(v.string()),
  revokedAt: v.optional(v.number()),
  /** The sweep keeps the row until this time. */
  keptUntil: v.optional(v.number()),
};

/**
 * `loginLinkTables` for a deployment whose rows still have older fields. Those are validated, but have no type.
 * @param legacy the fields, all optional
 */
export function loginLinkTablesWith(legacy: PropertyValidators) {
  // The indexes use only this package's own fields. TypeScript cannot check them when unknown fields are mixed in.
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
/** A visitor, as far as a server vouched for them. */
export type Client = RequestedFrom;

/** A data model whose schema contains `loginLinkTables`. */
export type HasLoginLinks = GenericDataModel & { loginLinks: Own["loginLinks"] };

export type QueryCtx = GenericQueryCtx<Own>;
export type MutationCtx = GenericMutationCtx<Own>;
export type ActionCtx = GenericActionCtx<Own>;
