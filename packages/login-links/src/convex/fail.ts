import { ConvexError } from "convex/values";

/** What is thrown where a caller could have known better: `error.data` reaches the client as `{ code, message, field? }`. */
export function fail(code: "invalid" | "misconfigured", message: string, field?: string): never {
  throw new ConvexError({ code, message, ...(field === undefined ? {} : { field }) });
}
