import { failureOf } from "@/lib/failure";

/** What to show when a call failed: the message that the server wrote for users, else what may help. */
export const describeFailure = (error: unknown): string =>
  failureOf(error)?.message ?? "Check the connection and try again.";
