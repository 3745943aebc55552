/** Admin > People > Invitations. */

export const TITLE = "Invitations";
export const DESCRIPTION = "People who have been sent an invitation and have not accepted it yet.";
export const SECTIONS = "People";
export const EVERYBODY = "Everybody";

export const SENT_BY = "Sent by";
export const SOURCES = { colleague: "An admin", campaign: "A campaign" } as const;

export const INVITED = "Invited";
export const ROLE = "Role";
export const BY = "Invited by";
export const STATE = "Status";
export const EXPIRES = "Expires";
export const ACTIONS = "Actions";
export const PROGRAM = "a program";

export const STATES = {
  sending: "Sending",
  sent: "Sent",
  failed: "Not sent",
  expired: "Expired",
} as const;

export const RESEND = "Resend";
export const resendTo = (email: string): string => `Resend to ${email}`;
export const NOT_RESENT = "Not sent again";
export const resent = (email: string): string =>
  `A new email is on its way to ${email}. The old link works until it is sent.`;

export const REVOKE = "Revoke";
export const revokeLabel = (email: string): string => `Revoke the invitation for ${email}`;
export const revokeTitle = (email: string): string => `Revoke the invitation for ${email}?`;
export const REVOKE_HINT =
  "The link stops working now. If the email is still queued, it is not sent. People who open the link are told that it was revoked.";
export const KEEP = "Keep it";
export const NOT_REVOKED = "Not revoked";
export const revoked = (email: string): string => `Revoked the invitation for ${email}.`;

/** Why Convex did not revoke an invitation or send it again. */
export const NO_SUCH_INVITATION = "This invitation no longer exists. Reload the page.";
export const ACCEPTED = "This invitation has been accepted.";
export const OVER = "This invitation was revoked or sent again.";
export const OFTEN_TODAY = "This address has received too many emails today. Try again tomorrow.";
export const STILL_SENDING = "The last email to this address is still being sent.";
export const MEMBER_BY_NOW = "This person is already a member.";
export const SUPPRESSED = "This address is suppressed, so it gets no mail.";
export const CAMPAIGN_PAUSED = "The campaign is paused. Resume it first.";
export const CAMPAIGN_CANCELLED = "The campaign was cancelled, so its invitations cannot be sent again.";

export const NONE = "No pending invitations";
export const NONE_HINT = {
  colleague: "Colleagues you invite appear here until they accept.",
  campaign: "Campaign recipients appear here from when their email is sent until they accept.",
} as const;
export const NO_MATCHES = "No matching invitations";
export const NO_MATCHES_HINT = "No address with a pending invitation begins with this text.";
export const MORE_FOLLOW = "No matches so far. Choose Show more to search the rest.";
