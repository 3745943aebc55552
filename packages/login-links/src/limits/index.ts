/**
 * The part of `/convex` that an app needs to keep limits of its own beside those of links. Importing it does not
 * evaluate the exchange.
 */
export { LINK_LIMITS, type LinkLimiter } from "../convex/limits.ts";
