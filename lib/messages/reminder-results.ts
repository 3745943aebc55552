/** The results of a campaign's automatic reminders. */
import type { Stop } from "../reminders/results";
import { reminderTitle } from "./reminders";

export const TITLE = "Reminders";
export const NONE_SENT = "No reminder has been sent yet.";
export const BY_MAIL = "Results of the invitation and of each reminder";
export const MAIL = "Email";
export const INVITATION = "Invitation";
export const reminder = reminderTitle;
export const COLUMNS = {
  sent: "Sent",
  accepted: "Accepted after it",
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
} as const;
export const STOPPED = "These people get no further reminder, because they:";
export const STOPS: Record<Stop, string> = {
  accepted: "Accepted",
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Reported spam",
  failed: "Could not be mailed",
  revoked: "Had their invitation revoked",
  otherwise: "Joined in another way or were blocked",
};
