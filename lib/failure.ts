import { ConvexError } from "convex/values";

/** The error codes with which our functions reject a call. */
export type ErrorCode =
  | "unauthenticated"
  /** The caller is signed in, but not as the account that the calling page was rendered for. */
  | "other_account"
  | "forbidden"
  /** The caller's session has no recent proof that the account's owner is using it. */
  | "confirm_required"
  | "not_found"
  | "invalid"
  | "conflict"
  /**
   * Somebody else has changed the data since the caller loaded it. The caller has to look at it again before saving or
   * confirming.
   */
  | "changed"
  /** A list of recipients is being uploaded. */
  | "uploading"
  | "misconfigured";

/** The data of the ConvexError that a function throws. Clients receive it unchanged. */
export type Failure = {
  code: ErrorCode;
  /** For people to read. Programs use `code` and `field`. */
  message: string;
  /** The name of the argument that was refused. */
  field?: string;
};

/** The failure with which one of our functions refused; null for any other error. */
export function failureOf(error: unknown): Failure | null {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  return isFailure(data) ? data : null;
}

export function codeOf(error: unknown): ErrorCode | undefined {
  return failureOf(error)?.code;
}

function isFailure(data: unknown): data is Failure {
  if (typeof data !== "object" || data === null) return false;
  const { code, message } = data as Partial<Record<keyof Failure, unknown>>;
  return typeof code === "string" && typeof message === "string";
}
