/**
 * The Convex half of login links. Nothing here imports Better Auth: Convex evaluates the modules of a function in a
 * fresh context, so each cold call would evaluate that library.
 */
export { isSignedByServer, limitKey, type VisitorFunction } from "./client.ts";
export { defineLoginLinks, type PeekOf } from "./define.ts";
export type { Letter } from "./letter.ts";
export {
  LINK_LIMITS,
  type LinkLimiter,
  type LinkLimitName,
  type RateLimiterComponent,
  type Taken,
} from "./limits.ts";
export { type MadeLink, type NewLink, stateOf } from "./links.ts";
export { linksOf, urlsOf } from "./links-of.ts";
export type { Messages } from "./messages.ts";
export { type Batch, type BatchLink, checkMetadata, MAX_BATCH, mintFields, type MintedLink } from "./mint.ts";
export type {
  ExchangeEvent,
  LinkOf,
  LinkOptions,
  LinkOrigin,
  MintEvent,
  Options,
  RefusalEvent,
  RequestEvent,
} from "./options.ts";
export { MAX_CODE_ATTEMPTS, type Purpose, PURPOSES } from "./purposes.ts";
export {
  localInstall,
  type LocalComponent,
  type Sessions,
  type SessionStart,
  type SignedIn,
  type SignedInViewer,
} from "./sessions.ts";
export { isEqual, signWith } from "./secrets.ts";
export {
  type Client,
  type HasLoginLinks,
  type LoginLink,
  type LoginLinkId,
  loginLinkTables,
  loginLinkTablesWith,
  type Maker,
  type RequestedFrom,
} from "./tables.ts";
