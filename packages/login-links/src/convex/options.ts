import type { GenericMutationCtx, GenericQueryCtx, MutationBuilder, QueryBuilder } from "convex/server";
import type { Refusal } from "../shared/login-link.ts";
import type { LinkLimiter, RateLimiterComponent } from "./limits.ts";
import type { Messages } from "./messages.ts";
import type { Sessions } from "./sessions.ts";
import type { Client, HasLoginLinks, LoginLinkId, Maker } from "./tables.ts";

/** A row of the table, with the fields that the owner's own schema adds. */
export type LinkOf<DM extends HasLoginLinks> = DM["loginLinks"]["document"];

/** The settings for deriving the secrets of a link. */
export interface LinkOrigin {
  /**
   * Where people reach the app, without a trailing slash: a fixed address, never a Host header. Called in each function
   * call.
   */
  siteUrl(): string;
  /** At least 32 random characters, from which links derive their secrets; `BETTER_AUTH_SECRET` by default. */
  secret?(): string;
  /**
   * Paths of the site: where links lead, the page after signing in if there is no `next`, and paths that are never such
   * a page.
   */
  paths?: { callback?: string; home?: string; notPages?: readonly string[] };
}

/** The settings for making links. */
export interface LinkOptions<DM extends HasLoginLinks> extends LinkOrigin {
  /** The keys that `metadata` may have. Others are refused when a link is made. By default all keys are allowed. */
  metadataKeys?: readonly string[];
  /** Mails a link, usually by scheduling an action. That action calls `internal.loginLinks.letter` for the secrets. */
  mail(ctx: GenericMutationCtx<DM>, link: { linkId: LoginLinkId }): Promise<unknown>;
  /** Called after backend code has made a link for one person. */
  onMint?(ctx: GenericMutationCtx<DM>, event: MintEvent): Promise<void>;
}

/**
 * The options of `defineLoginLinks`. Each hook runs in the transaction of its event. If a hook throws, everything is
 * undone: a link that was followed stays unspent, and the HTTP side answers `refused`.
 */
export interface Options<DM extends HasLoginLinks, Extra extends object> extends LinkOptions<DM> {
  sessions: Sessions<DM>;
  /**
   * `components.rateLimiter`, or your own limits. The variable `RATE_LIMIT_SCALE` of the deployment multiplies the rates of
   * the former. It is allowed only if `siteUrl` is on this machine.
   */
  limits: RateLimiterComponent | LinkLimiter<DM>;
  /**
   * Called before a valid link or code begins a session. If it returns true, the exchange is refused with `held`: the
   * link stays unspent, and what the hook has written is kept.
   */
  isHeld?(ctx: GenericMutationCtx<DM>, event: { link: LinkOf<DM>; client: Client }): Promise<boolean>;
  /** The secret with which your server signs its calls for visitors; `INTERNAL_PROXY_SECRET` by default. */
  visitorSecret?(): string | undefined;
  /** Whether an address without an account gets mail; `open` by default. */
  signUp?(): "open" | "invite-only";
  /** Called when somebody signs in, for example to set roles and write an audit row. */
  onExchange?(ctx: GenericMutationCtx<DM>, event: ExchangeEvent<DM>): Promise<void>;
  onRefused?(ctx: GenericMutationCtx<DM>, event: RefusalEvent<DM>): Promise<void>;
  onRequest?(ctx: GenericMutationCtx<DM>, event: RequestEvent<DM>): Promise<void>;
  /**
   * Whether a link no longer works although its row is not marked as revoked, for example because its maker has left.
   */
  isRevoked?(ctx: GenericQueryCtx<DM>, link: LinkOf<DM>): Promise<boolean>;
  /**
   * Called with links that all ended long ago. Returns those that the sweep should keep, each with a time (ms) until
   * which it is kept.
   */
  keepUntil?(ctx: GenericMutationCtx<DM>, links: LinkOf<DM>[]): Promise<Map<LoginLinkId, number>>;
  /** Called before the sweep deletes these rows, so that the owner can delete related rows. */
  onForget?(ctx: GenericMutationCtx<DM>, links: LinkOf<DM>[]): Promise<void>;
  /** Additional fields for `peek`. The holder of the link can read them. */
  describe?(ctx: GenericQueryCtx<DM>, link: LinkOf<DM>): Promise<Extra>;
  /**
   * Builders for the public functions, to bound or count their calls; `queryGeneric` and `mutationGeneric` by default.
   */
  builders?: { query: QueryBuilder<DM, "public">; mutation: MutationBuilder<DM, "public"> };
  messages?: Partial<Messages>;
  reportError?(event: string, message: string, fields: Record<string, string>): void;
}

export interface MintEvent {
  linkId: LoginLinkId;
  email: string;
  mintedBy: Maker;
  /** Whether the link is mailed to its address instead of being returned. */
  isMailed: boolean;
  /** In ms. */
  lifetime: number;
}

export interface ExchangeEvent<DM extends HasLoginLinks> {
  link: LinkOf<DM>;
  userId: string;
  sessionId: string;
  /** The user's address, which is also the link's. */
  email: string;
  emailVerified: boolean;
  isNewUser: boolean;
  client: Client;
  /** Whether the link was followed in the browser that requested it. */
  isRequestingBrowser: boolean;
}

export interface RefusalEvent<DM extends HasLoginLinks> {
  reason: Refusal;
  /** Null if the token or code belongs to no link. */
  link: LinkOf<DM> | null;
  client: Client;
}

export interface RequestEvent<DM extends HasLoginLinks> {
  linkId: LoginLinkId;
  email: string;
  /** The expired link that this one replaces. */
  renewed: LinkOf<DM> | null;
  /** Null if it is mailed. */
  notMailedBecause: string | null;
  client: Client;
}
