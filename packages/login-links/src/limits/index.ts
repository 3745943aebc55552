/** The part of `/convex` that an app needs to keep limits of its own beside those of links. It evaluates no exchange. */
export { LINK_LIMITS, type LinkLimiter } from "../convex/limits.ts";
