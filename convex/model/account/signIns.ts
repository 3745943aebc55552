/** The sign-ins of an account, read from the audit log. */
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";

const MOST = 5;
const SIGN_INS = ["link.exchanged", "passkey.used"] as const;

/** The last five sign-ins of an account, newest first, including those whose sessions have ended. */
export async function recentSignIns(ctx: QueryCtx, userId: string) {
  const found = await Promise.all(SIGN_INS.map((action) => lastOf(ctx, userId, action)));
  return found
    .flat()
    .sort((a, b) => b._creationTime - a._creationTime)
    .slice(0, MOST)
    .map((event) => ({
      id: event._id,
      at: event._creationTime,
      how: howOf(event),
      ipAddress: event.ipAddress ?? null,
      userAgent: event.userAgent ?? null,
    }));
}

function lastOf(ctx: QueryCtx, userId: string, action: string) {
  return ctx.db
    .query("auditEvents")
    .withIndex("by_user_and_action", (q) => q.eq("actor.userId", userId).eq("action", action))
    .order("desc")
    .take(MOST);
}

function howOf({ action, details }: Doc<"auditEvents">): "link" | "invitation" | "passkey" {
  if (action === "passkey.used") return "passkey";
  return details?.["purpose"] === "invite" ? "invitation" : "link";
}
