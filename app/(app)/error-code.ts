import { ConvexError } from "convex/values";

/** The code with which a function of ours has refused; "" for any other error. */
export function codeOf(error: unknown): string {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  const { code } = (data ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "";
}
