import { ConvexError } from "convex/values";

export type ErrorCode =
  | "unauthenticated"
  /** The caller is signed in, but not as the account that the calling page was rendered for. */
  | "other_account"
  | "forbidden"
  /** The session has no proof, or none that is fresh enough, that its account's owner is at it. */
  | "confirm_required"
  | "not_found"
  | "invalid"
  | "conflict"
  | "misconfigured";

/** What every function throws when a caller could have known better: `error.data` reaches the client as it is. */
export function fail(code: ErrorCode, message: string): never {
  throw new ConvexError({ code, message });
}
