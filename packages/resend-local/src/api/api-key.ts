import type { Call } from "../http/reply";
import { ApiError } from "./errors";

/** Accepts any key in Resend's format; a missing key, or another kind of token, is refused as Resend does. */
export function requireApiKey(call: Call): void {
  const [scheme, key] = (call.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !key) throw new ApiError("missing_api_key");
  if (!key.startsWith("re_")) throw new ApiError("invalid_api_key");
}

export function hasApiKey(call: Call): boolean {
  return call.headers.authorization !== undefined;
}
