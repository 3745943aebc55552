/**
 * The Convex half of login links. Nothing here imports Better Auth: Convex evaluates the modules of a function in a fresh
 * context, and that library would be evaluated by each cold call.
 */
export { type Client, limitKey, type VisitorFunction } from "./client.ts";
export { defineLoginLinks, type PeekOf } from "./define.ts";
export type { ExchangeResult } from "./exchange.ts";
export type { Letter } from "./letter.ts";
export {
  LINK_LIMITS,
  type LinkLimiter,
  type LinkLimitName,
  type RateLimiterComponent,
  type Taken,
} from "./limits.ts";
export { type MadeLink, type NewLink, stateOf } from "./links.ts";
export { linksOf } from "./links-of.ts";
export type { Messages } from "./messages.ts";
export { type Batch, type BatchLink, checkMetadata, MAX_BATCH, mintFields, type MintedLink } from "./mint.ts";
export type {
  ExchangeEvent,
  LinkOf,
  LinkOptions,
  MintEvent,
  Options,
  RefusalEvent,
  RequestEvent,
} from "./options.ts";
export { MAX_CODE_ATTEMPTS, type Purpose, PURPOSES } from "./purposes.ts";
export type { AskResult } from "./request.ts";
export {
  localInstall,
  type LocalComponent,
  type Sessions,
  type SessionStart,
  type SignedIn,
  type SignedInViewer,
} from "./sessions.ts";
export {
  type HasLoginLinks,
  type LoginLink,
  loginLinkFields,
  type LoginLinkId,
  loginLinkTables,
  type Maker,
  type RequestedFrom,
} from "./tables.ts";
