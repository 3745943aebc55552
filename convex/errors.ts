import { ConvexError } from "convex/values";
import type { ErrorCode, Failure } from "../lib/failure";

/**
 * Throws an error that the caller can correct. `field` is the name of the argument to correct. lib/failure.ts reads the
 * error.
 */
export function fail(code: ErrorCode, message: string, field?: string): never {
  const failure: Failure = { code, message, ...(field === undefined ? {} : { field }) };
  throw new ConvexError(failure);
}
