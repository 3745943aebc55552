/** The page Audit: the label of each recorded event. */
import { durationInWords } from "./durations";

export const TITLE = "Audit";
export const DESCRIPTION = "Who did what, to whom, and from where. Nobody can change these entries.";
export const HEADER = ["When", "Who", "What", "Target", "IP address", "Device", "Details"];

export const WHO = "Who";
export const WHAT = "What";
export const TARGET = "Target";
export const LOCATION = "Location";
export const WHEN = "When";
export const FROM = "From";
export const TO = "To";
export const WHO_EXAMPLE = "ada@example.com";
export const TARGET_EXAMPLE = "bob@example.com";
export const ANY_ACTION = "All actions";
export const CLEAR = "Clear filters";
export const showOnly = (value: string): string => `Show only ${value}`;
export const NO_MATCHES_HINT =
  "No entry matches all of these filters. Who and Target find any part of a name or an address.";

export const ACTIONS = {
  "link.asked": "Asked for a sign-in link",
  "link.minted": "Created a sign-in link",
  "link.exchanged": "Signed in",
  "link.refused": "Failed to sign in",
  "link.revoked": "Revoked a sign-in link",
  "link.notMailed": "Asked for a sign-in link, but got no email",
  "session.revoked": "Ended a session",
  "session.confirmed": "Confirmed their identity",
  "confirmation.asked": "Was asked to confirm their identity",
  "passkey.added": "Added a passkey",
  "passkey.removed": "Removed a passkey",
  "passkey.used": "Signed in with a passkey",
  "passkey.refused": "Failed to sign in with a passkey",
  "passkeysOnly.changed": "Turned “Passkeys only” on or off",
  "recovery.began": "Began an account recovery",
  "recovery.cancelled": "Cancelled an account recovery",
  "brand.changed": "Changed the brand",
  "address.changeAsked": "Asked to change their email",
  "address.changed": "Changed their email",
  "address.changeUndone": "Undid a change of their email",
  "account.deletionAsked": "Asked to delete their account",
  "account.deletionCancelled": "Cancelled the deletion of their account",
  "account.deleted": "Deleted an account",
  "account.downloaded": "Downloaded their data",
  "device.disowned": "Said that a session was not theirs",
  "apiKey.created": "Created an API key",
  "apiKey.revoked": "Revoked an API key",
  "campaign.created": "Created a campaign",
  "campaign.deleted": "Deleted a campaign",
  "campaign.restored": "Restored a deleted campaign",
  "campaign.scheduled": "Scheduled a campaign",
  "campaign.unscheduled": "Unscheduled a campaign",
  "campaign.launched": "Launched a campaign",
  "campaign.paused": "Paused a campaign",
  "campaign.resumed": "Resumed a campaign",
  "campaign.cancelled": "Cancelled a campaign",
  "campaign.finished": "Finished a campaign",
  "campaign.retried": "Retried the failed emails of a campaign",
  "campaign.reminded": "Created a reminder",
  "campaign.reminderBegan": "Began to send a reminder",
  "campaign.remindersChanged": "Changed the reminders of a campaign",
  "campaign.remindersStarted": "Switched on the reminders of a campaign",
  "campaign.remindersStopped": "Switched off the reminders of a campaign",
  "campaign.tested": "Sent a test",
  "person.exported": "Downloaded a person's data",
  "person.erased": "Erased a person",
  "campaign.audienceCopied": "Added people of earlier campaigns",
  "campaign.exported": "Exported recipients",
  "campaign.archived": "Archived a campaign",
  "campaign.unarchived": "Took a campaign out of the archive",
  "campaign.labelled": "Changed the labels of a campaign",
  "picture.uploaded": "Uploaded a picture",
  "template.created": "Created a template",
  "template.renamed": "Renamed a template",
  "template.deleted": "Deleted a template",
  "template.restored": "Brought a template back",
  "campaign.approvalAsked": "Asked for approval of a campaign",
  "campaign.approvalTakenBack": "Ended a request for approval",
  "testRecipients.saved": "Saved the test recipients",
  "webhook.created": "Added a webhook",
  "webhook.removed": "Removed a webhook",
  "webhook.tested": "Sent a test to a webhook",
  "invite.revoked": "Revoked an invite",
  "invite.resent": "Sent an invite again",
  "address.blocked": "Address blocked by the mail provider",
  "address.unblocked": "Unblocked an address",
  "suppression.added": "Suppressed an address",
  "suppression.removed": "Removed a suppression",
  "suppressions.exported": "Exported suppressions",
  "audit.exported": "Exported the audit",
  "role.changed": "Changed a role",
  "member.invited": "Invited a colleague",
  "member.removed": "Removed a person",
} as const;

/** By the purpose of the link that was used. */
export const PURPOSES: Record<string, string> = {
  "sign-in": "with the link that they asked for",
  invite: "with their invitation",
  minted: "with a link that was made for them",
  test: "with the link in a test email",
  confirm: "with the link that confirms their identity",
};
export const REASONS: Record<string, string> = {
  unknown: "a link that is not from this site",
  expired: "the link had expired",
  used: "the link had already been used",
  revoked: "the link had been revoked or replaced",
  too_many_attempts: "the code was wrong too often",
  rate_limited: "too many attempts",
  bad_code: "the code was wrong",
  refused: "the account may not sign in",
  unsubscribed: "unsubscribed",
  bounced: "the email bounced",
  complained: "reported an email as spam",
  manual: "added by hand",
};
export const NOT_MAILED: Record<string, string> = {
  suppressed: "the address is suppressed",
  limited: "over the limit",
  stranger: "not invited",
};

export const YES = "yes";
export const NO = "no";
export const NEW_ACCOUNT = "created an account";
export const OTHER_BROWSER = "in another browser than the one that asked";
export const MAILED = "emailed";
export const NOT_EMAILED = "not emailed";
export const expiresAfter = (minutes: number): string => `expires after ${durationInWords(minutes)}`;
export const asRole = (role: string): string => `as ${role}`;
export const writtenBy = (who: string): string => `written by ${who}`;
export const askedBy = (who: string): string => `${who} asked for approval`;
export const from = (value: string): string => `from ${value}`;
export const to = (value: string): string => `to ${value}`;
export const fromTo = (before: string, after: string): string => `from ${before} to ${after}`;
export const detail = (name: string, value: string): string => `${name}: ${value}`;
/** `did` is one of the actions above. */
export const because = (did: string, subject: string): string =>
  `after somebody ${did.charAt(0).toLowerCase()}${did.slice(1)}: ${subject}`;
