/**
 * The parts of `/convex` that need neither the exchange nor the limits: making links in your own transactions, and
 * deriving their URLs. Convex evaluates everything that a module imports on each call, so import these from here.
 */
export {
  admit,
  type AdmissionSettings,
  clientValidator,
  isSignedByServer,
  limitKey,
  rateLimited,
} from "../convex/client.ts";
export { type MadeLink, type NewLink, stateOf } from "../convex/links.ts";
export { linksOf, urlsOf } from "../convex/links-of.ts";
export { mintFields } from "../convex/mint.ts";
export type { LinkOptions, LinkOrigin } from "../convex/options.ts";
export { MAX_CODE_ATTEMPTS } from "../convex/purposes.ts";
export { isEqual, signWith } from "../convex/secrets.ts";
export type { LoginLink } from "../convex/tables.ts";
