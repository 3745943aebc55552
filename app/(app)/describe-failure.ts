import { TimeoutError } from "@latchkey/login-links/http";
import { failureOf } from "@/lib/failure";

/** The message for a failed call: the server's own message for users, otherwise general advice. */
export function describeFailure(error: unknown): string {
  if (error instanceof TimeoutError)
    return "The server has not answered. The change may have been made anyway: check before you try again.";
  return failureOf(error)?.message ?? "Check the connection and try again.";
}
