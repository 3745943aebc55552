import { TimeoutError } from "@latchkey/login-links/http";
import { failureOf } from "@/lib/failure";
import * as messages from "@/lib/messages/shell";

/** The message for a failed call: the server's own message for users, otherwise general advice. */
export function describeFailure(error: unknown): string {
  if (error instanceof TimeoutError) return messages.NO_ANSWER;
  return failureOf(error)?.message ?? messages.CHECK_CONNECTION;
}
