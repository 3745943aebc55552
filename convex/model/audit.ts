import type { Client } from "@latchkey/login-links/convex";
import type { WithoutSystemFields } from "convex/server";
import { plainText } from "@latchkey/login-links/http";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { log } from "./log";

export type AuditAction =
  | "link.asked"
  | "link.minted"
  | "link.exchanged"
  | "link.refused"
  | "link.revoked"
  | "link.notMailed"
  | "session.revoked"
  | "session.confirmed"
  | "confirmation.asked"
  | "passkey.added"
  | "passkey.removed"
  | "passkey.used"
  | "passkey.refused"
  | "passkeysOnly.changed"
  | "recovery.began"
  | "recovery.cancelled"
  | "address.changeAsked"
  | "address.changed"
  | "address.changeUndone"
  | "account.deletionAsked"
  | "account.deletionCancelled"
  | "account.deleted"
  | "account.downloaded"
  | "device.disowned"
  | "apiKey.created"
  | "apiKey.revoked"
  | "campaign.created"
  | "campaign.deleted"
  | "campaign.restored"
  | "campaign.scheduled"
  | "campaign.unscheduled"
  | "campaign.launched"
  | "campaign.paused"
  | "campaign.resumed"
  | "campaign.cancelled"
  | "campaign.finished"
  | "campaign.retried"
  | "campaign.reminded"
  | "campaign.reminderBegan"
  | "campaign.remindersChanged"
  | "campaign.remindersStarted"
  | "campaign.remindersStopped"
  | "campaign.tested"
  | "campaign.audienceCopied"
  | "campaign.exported"
  | "campaign.archived"
  | "campaign.unarchived"
  | "campaign.labelled"
  | "picture.uploaded"
  | "template.created"
  | "template.renamed"
  | "template.deleted"
  | "template.restored"
  | "campaign.approvalAsked"
  | "campaign.approvalTakenBack"
  | "testRecipients.saved"
  | "webhook.created"
  | "webhook.removed"
  | "webhook.tested"
  | "invite.revoked"
  | "address.blocked"
  | "address.unblocked"
  | "invite.resent"
  | "suppression.added"
  | "suppression.removed"
  | "suppressions.exported"
  | "audit.exported"
  | "brand.changed"
  | "role.changed"
  | "member.invited"
  | "member.removed"
  | "person.exported"
  | "person.erased";

export type Actor = Doc<"auditEvents">["actor"];

type AuditEvent = Omit<
  WithoutSystemFields<Doc<"auditEvents">>,
  "action" | "actorName" | "ipAddress" | "userAgent"
>;

/** Appends an audit row in the transaction of the action that it describes, so that both are stored or neither is. */
export async function audit(
  ctx: MutationCtx,
  action: AuditAction,
  event: AuditEvent & { client?: Client },
): Promise<void> {
  const { client, details, ...rest } = event;
  const requestId = client?.requestId;
  if (requestId) log.info(action, { requestId });
  const known = requestId ? { ...details, requestId } : details;
  await ctx.db.insert("auditEvents", {
    ...rest,
    ...(known ? { details: plainDetails(known) } : {}),
    action,
    subject: plainText(event.subject, MAX_SUBJECT),
    actorName: plainText(nameOf(event.actor), MAX_SUBJECT),
    ...(client?.ipAddress ? { ipAddress: client.ipAddress } : {}),
    ...(client?.userAgent ? { userAgent: client.userAgent } : {}),
  });
}

const MAX_SUBJECT = 300;
const MAX_DETAIL = 2_000;

type Details = NonNullable<Doc<"auditEvents">["details"]>;

/**
 * Makes the details plain text of limited length, because a reason or a list of addresses may contain untrusted input.
 */
function plainDetails(details: Details): Details {
  const entries = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? plainText(value, MAX_DETAIL) : value,
  ]);
  return Object.fromEntries(entries);
}

/** A signed-in user as the actor of an audit row. */
export function asActor({ id, email }: { id: string; email: string }): Actor {
  return { kind: "user", userId: id, email };
}

function nameOf(actor: Actor): string {
  if (actor.kind === "user") return actor.email;
  return actor.kind === "apiKey" ? actor.name : actor.kind;
}
