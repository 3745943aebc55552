import { ApiError } from "../api/errors";
import type { Call } from "./reply";

/** Containers use the last name for the machine that they run on. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(:\d+)?$/i;

/**
 * The mailbox holds working login links and has no password, so web pages must not reach it through somebody's browser:
 * no other host name (DNS rebinding), no posting across sites (CSRF).
 * @throws ApiError `security_error` (403)
 */
export function refuseStrangers(call: Call): void {
  if (!OWN_HOST.test(call.headers.host ?? "")) {
    throw new ApiError("security_error", "The mailbox answers only as localhost.", 403);
  }
  const reads = call.method === "GET" || call.method === "HEAD";
  if (!reads && call.headers["sec-fetch-site"] === "cross-site") {
    throw new ApiError("security_error", "Another site may not change this mailbox.", 403);
  }
}
