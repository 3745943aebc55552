import { ConvexError } from "convex/values";
import { failureOf } from "@/lib/failure";

/** What to tell somebody whose call failed: what the server said if it meant it for them, else what may help. */
export function describeFailure(error: unknown): string {
  return failureOf(error)?.message ?? "Check the connection and try again.";
}

/** For an import, whose worker writes its errors for people; what Convex says of itself is not for them. */
export function describeImportFailure(error: unknown): string {
  const isOfWorker =
    error instanceof Error && !(error instanceof ConvexError) && !error.message.startsWith("[CONVEX");
  return isOfWorker ? error.message : describeFailure(error);
}
