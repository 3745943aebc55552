/** Admin > People > Invitations. */

export const TITLE = "Invitations";
export const DESCRIPTION = "People who were mailed an invitation and have not accepted it.";
export const SECTIONS = "People";
export const EVERYBODY = "Everybody";

export const SENT_BY = "Sent by";
export const SOURCES = { colleague: "An admin", campaign: "A campaign" } as const;

export const INVITED = "Invited";
export const ROLE = "As";
export const BY = "By";
export const STATE = "Email";
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

export const WITHDRAW = "Withdraw";
export const withdrawOf = (email: string): string => `Withdraw from ${email}`;
export const withdrawTitle = (email: string): string => `Withdraw the invitation of ${email}?`;
export const WITHDRAW_HINT =
  "The link stops working now. If the email is still queued, it is not sent. People who open the link are told that it was withdrawn.";
export const KEEP = "Keep it";
export const NOT_WITHDRAWN = "Not withdrawn";
export const withdrawn = (email: string): string => `The invitation of ${email} is withdrawn.`;

/** Why Convex did not do it. */
export const NO_SUCH_INVITATION = "There is no such invitation.";
export const ACCEPTED = "This invitation has been accepted.";
export const OVER = "This invitation was withdrawn or sent again.";
export const OFTEN_TODAY = "This address has been mailed often today. Try again tomorrow.";
export const STILL_SENDING = "The last email to this address is still being sent.";
export const MEMBER_BY_NOW = "This person is a member by now.";
export const SUPPRESSED = "This address is suppressed, so it gets no mail.";
export const CAMPAIGN_PAUSED = "The campaign is paused. Resume it first.";
export const CAMPAIGN_CANCELLED = "The campaign was cancelled, so its invitations cannot be sent again.";

export const NONE = "No pending invitations";
export const NONE_HINT = {
  colleague: "People whom you invite as a colleague are here until they accept.",
  campaign: "Recipients of a campaign are here from the moment their email is sent until they accept.",
} as const;
export const NO_MATCHES = "No matching invitations";
export const NO_MATCHES_HINT = "No pending invitation is to an address that begins like this.";
export const MORE_FOLLOW = "No invitation on this page. There are more to search.";
