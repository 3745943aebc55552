import { TimeoutError } from "@latchkey/login-links/http";
import { failureOf } from "@/lib/failure";

/** What to show when a call failed: the message that the server wrote for users, else what may help. */
export function describeFailure(error: unknown): string {
  if (error instanceof TimeoutError)
    return "The server has not answered. It may have been done all the same: check before you try again.";
  return failureOf(error)?.message ?? "Check the connection and try again.";
}
