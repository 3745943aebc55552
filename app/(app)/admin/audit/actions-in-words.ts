import type { AuditAction } from "@/convex/model/audit";

export const ACTIONS: Record<AuditAction, string> = {
  "link.asked": "Asked for a sign-in link",
  "link.minted": "Made a sign-in link",
  "link.exchanged": "Signed in",
  "link.refused": "Was refused",
  "link.revoked": "Revoked a sign-in link",
  "link.notMailed": "Was not mailed a sign-in link",
  "session.revoked": "Ended a session",
  "session.confirmed": "Confirmed it is them",
  "confirmation.asked": "Was asked to confirm it is them",
  "apiKey.created": "Created an API key",
  "apiKey.revoked": "Revoked an API key",
  "campaign.created": "Created a campaign",
  "campaign.deleted": "Deleted a campaign",
  "campaign.scheduled": "Scheduled a campaign",
  "campaign.unscheduled": "Took a campaign off the schedule",
  "campaign.launched": "Launched a campaign",
  "campaign.paused": "Paused a campaign",
  "campaign.resumed": "Resumed a campaign",
  "campaign.cancelled": "Cancelled a campaign",
  "campaign.finished": "Finished a campaign",
  "campaign.retried": "Retried a campaign’s failures",
  "campaign.reminded": "Reminded those who did not accept",
  "campaign.tested": "Sent a test",
  "campaign.exported": "Exported recipients",
  "invite.revoked": "Revoked an invite",
  "suppression.added": "Suppressed an address",
  "suppression.removed": "Removed a suppression",
  "suppressions.exported": "Exported suppressions",
  "audit.exported": "Exported the audit",
  "role.changed": "Changed a role",
  "member.invited": "Invited a colleague",
  "member.removed": "Removed a person",
};

/** An action that an older version wrote is shown as it is. */
export const actionInWords = (action: string): string =>
  Object.hasOwn(ACTIONS, action) ? ACTIONS[action as AuditAction] : action;
