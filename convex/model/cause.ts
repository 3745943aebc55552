import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { actor, role } from "../validators";

/** Why something ends. It goes along with the scheduled part of the work, and into the audit. */
export const causeValidator = v.object({
  actor,
  action: v.union(v.literal("role.changed"), v.literal("member.removed"), v.literal("apiKey.revoked")),
  /** The address of the person, or the name of the key. */
  subject: v.string(),
  /** The role that they have from now on. A key that is revoked has none. */
  role: v.union(role, v.null()),
});
export type Cause = Infer<typeof causeValidator>;

/** As the audit's rows about what ended say it. */
export function detailsOf({ action, subject }: Cause): NonNullable<Doc<"auditEvents">["details"]> {
  return { because: `${action} ${subject}` };
}
