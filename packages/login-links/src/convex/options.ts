import type { GenericMutationCtx, GenericQueryCtx, MutationBuilder, QueryBuilder } from "convex/server";
import type { Refusal } from "../shared/login-link.ts";
import type { LinkLimiter, RateLimiterComponent } from "./limits.ts";
import type { Messages } from "./messages.ts";
import type { Sessions } from "./sessions.ts";
import type { Client, HasLoginLinks, LoginLinkId, Maker } from "./tables.ts";

/** A row of the table, with what the owner's own schema adds to it. */
export type LinkOf<DM extends HasLoginLinks> = DM["loginLinks"]["document"];

/** What it takes to derive the secrets of a link. */
export interface LinkOrigin {
  /** Where people reach the app, without a trailing slash: the static one, never a Host header. Asked for in each call. */
  siteUrl(): string;
  /** At least 32 random characters, from which links derive their secrets; `BETTER_AUTH_SECRET` unless given. */
  secret?(): string;
  /** Where links lead, where they land unless `next` says otherwise, and what is never a place to land. Paths of the site. */
  paths?: { callback?: string; home?: string; notPages?: readonly string[] };
}

/** What it takes to make links. */
export interface LinkOptions<DM extends HasLoginLinks> extends LinkOrigin {
  /** What `metadata` may hold. Anything else is refused when a link is made. All keys are allowed unless given. */
  metadataKeys?: readonly string[];
  /** Has a link mailed, usually by scheduling an action. That action asks `internal.loginLinks.letter` for its secrets. */
  mail(ctx: GenericMutationCtx<DM>, link: { linkId: LoginLinkId }): Promise<unknown>;
  /** After backend code made a link for one person. */
  onMint?(ctx: GenericMutationCtx<DM>, event: MintEvent): Promise<void>;
}

/**
 * What `defineLoginLinks` takes. The hooks run in the transaction of what they are about. One that throws undoes all of it: a
 * link that was followed is unspent, and the HTTP side answers `refused`.
 */
export interface Options<DM extends HasLoginLinks, Extra extends object> extends LinkOptions<DM> {
  sessions: Sessions<DM>;
  /** `components.rateLimiter`, or limits of your own. */
  limits: RateLimiterComponent | LinkLimiter<DM>;
  /** Shared with your server, which signs for its visitors with it; `INTERNAL_PROXY_SECRET` unless given. */
  visitorSecret?(): string | undefined;
  /** Whether an address without an account is mailed; `open` unless given. */
  signUp?(): "open" | "invite-only";
  /** Roles, audit, campaigns: whatever follows from signing in. */
  onExchange?(ctx: GenericMutationCtx<DM>, event: ExchangeEvent<DM>): Promise<void>;
  onRefused?(ctx: GenericMutationCtx<DM>, event: RefusalEvent<DM>): Promise<void>;
  onRequest?(ctx: GenericMutationCtx<DM>, event: RequestEvent<DM>): Promise<void>;
  /** Whether a link works no more although its row says nothing of it: because its maker has left, say. */
  isRevoked?(ctx: GenericQueryCtx<DM>, link: LinkOf<DM>): Promise<boolean>;
  /** Which of these links, all long over, the sweep shall leave, and until when (ms). */
  keepUntil?(ctx: GenericMutationCtx<DM>, links: LinkOf<DM>[]): Promise<Map<LoginLinkId, number>>;
  /** Before the sweep deletes these rows: deletes what the owner hung on them. */
  onForget?(ctx: GenericMutationCtx<DM>, links: LinkOf<DM>[]): Promise<void>;
  /** What `peek` tells beside the link itself. Whoever holds the link reads it. */
  describe?(ctx: GenericQueryCtx<DM>, link: LinkOf<DM>): Promise<Extra>;
  /** What the public functions are made with, to bound or count their calls; `queryGeneric` and `mutationGeneric` unless given. */
  builders?: { query: QueryBuilder<DM, "public">; mutation: MutationBuilder<DM, "public"> };
  messages?: Partial<Messages>;
  reportError?(event: string, message: string, fields: Record<string, string>): void;
}

export interface MintEvent {
  linkId: LoginLinkId;
  email: string;
  mintedBy: Maker;
  /** Whether it is mailed to its address instead of being handed over. */
  isMailed: boolean;
  /** In ms. */
  lifetime: number;
}

export interface ExchangeEvent<DM extends HasLoginLinks> {
  link: LinkOf<DM>;
  userId: string;
  sessionId: string;
  /** The user's, which is the link's as well. */
  email: string;
  emailVerified: boolean;
  isNewUser: boolean;
  client: Client;
  /** Whether it was followed in the browser that asked for it. */
  isRequestingBrowser: boolean;
}

export interface RefusalEvent<DM extends HasLoginLinks> {
  reason: Refusal;
  /** Null where the token or code is of no link. */
  link: LinkOf<DM> | null;
  client: Client;
}

export interface RequestEvent<DM extends HasLoginLinks> {
  linkId: LoginLinkId;
  email: string;
  /** The expired link that it takes the place of. */
  renewed: LinkOf<DM> | null;
  /** Null where it is mailed. */
  notMailedBecause: string | null;
  client: Client;
}
