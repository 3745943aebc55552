import type { Call } from "../http/reply";
import { ApiError } from "./errors";

/** Any key of Resend's form will do; none, or a token of another kind, is refused as Resend does. */
export function requireApiKey(call: Call): void {
  const [scheme, key] = (call.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !key) throw new ApiError("missing_api_key");
  if (!key.startsWith("re_")) throw new ApiError("invalid_api_key");
}

export function hasApiKey(call: Call): boolean {
  return call.headers.authorization !== undefined;
}
