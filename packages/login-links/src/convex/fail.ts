import { ConvexError } from "convex/values";

/**
 * Throws an error that the caller could have avoided. `error.data` reaches the client as `{ code, message, field? }`.
 */
export function fail(code: "invalid" | "misconfigured", message: string, field?: string): never {
  throw new ConvexError({ code, message, ...(field === undefined ? {} : { field }) });
}
