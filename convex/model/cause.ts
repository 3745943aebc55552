import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { actor, role } from "../validators";

/**
 * Why links, keys, sessions or campaigns end. The cause is passed to the scheduled part of the work, and stored in the
 * audit log.
 */
export const causeValidator = v.object({
  actor,
  action: v.union(v.literal("role.changed"), v.literal("member.removed"), v.literal("apiKey.revoked")),
  /** The address of the person, or the name of the key. */
  subject: v.string(),
  /** The role that the person has from now on. Null for a revoked key. */
  role: v.union(role, v.null()),
});
export type Cause = Infer<typeof causeValidator>;

/** The details for the audit rows of whatever the cause has ended. */
export function detailsOf({ action, subject }: Cause): NonNullable<Doc<"auditEvents">["details"]> {
  return { because: `${action} ${subject}` };
}
