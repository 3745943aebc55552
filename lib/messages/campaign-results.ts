/** A scheduled or launched campaign: its numbers, its recipients, and what can be done with it. */
import { counted, grouped } from "../numbers";
import type { Revocation } from "./admin";
import { OPENED_BY } from "./link-visits";

export const PARTS_LABEL = "Parts of the campaign";
export const PARTS = { results: "Results", message: "Message", reminders: "Reminders" } as const;

export const RESULTS = "Results";
export const STAGES = {
  queued: "Queued",
  sent: "Sent",
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  accepted: "Accepted",
} as const;
export const REPORTED = "as reported by the mail provider";
export const SIGNED_IN = "signed in through their link";
export const LOSSES = {
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Reported as spam",
  failed: "Failed",
  member: "Already a member",
  suppressed: "Suppressed",
  withdrawn: "Cancelled",
} as const;
/** A percentage, and of what: "12% of sent". */
export const rate = (share: string, of: keyof typeof OF): string => `${share} ${OF[of]}`;
const OF = { audience: "of audience", sent: "of sent" } as const;
export const OPENS_PEOPLE = "Show these people";

export const OVER_TIME = "Over time";
export const NO_RESULTS = "Results appear here when the first email is sent.";
export const CHART = "Emails sent, delivered, opened and clicked, and invitations accepted, over time";

export const PROGRESS = "Progress";
export const sentOf = (sent: number, all: number): string =>
  `${grouped(sent)} of ${counted(all, "email")} sent`;
export const PROGRESS_BAR = "Emails sent";
export const CHECKING_HINT =
  "The rest follow once the mail provider has reported on these, after ten minutes at most.";
export const checkingFirst = (count: number): string => `Checking the first ${grouped(count)}`;
export const PROVIDER_REJECTED = "The mail provider rejected the emails. We try again.";
export const FINISHING = "finishing";
export const MEASURING = "estimating the time left";
export const WAITING_FOR_PROVIDER = "waiting for the mail provider";
export const timeLeft = (about: string): string => `${about} left`;
export const waiting = (count: number): string => `${counted(count, "recipient")} waiting`;
export const NOT_STARTED = "not started";

export const STOPPED = "Sending stopped automatically";
export const STOPPED_HINT =
  "When the cause is fixed, choose Resume. Sending continues where it stopped, and nobody gets the email twice.";
export const providerSaid = (reason: string): string => `What the mail provider said: ${reason}`;

export const PAUSE = "Pause";
export const NOT_PAUSED = "Not paused";
export const RESUME = "Resume";
export const NOT_RESUMED = "Not resumed";
export const LAUNCH_NOW = "Launch now";
export const NOT_LAUNCHED = "Not launched";
export const launchNowQuestion = (count: number): string => `Launch to ${counted(count, "recipient")} now?`;
export const LAUNCH_NOW_HINT = "The campaign is sent now instead of at the scheduled time.";
export const KEEP_SCHEDULE = "Keep the schedule";
export const UNSCHEDULE = "Unschedule";
export const STILL_SCHEDULED = "Still scheduled";
export const CANCEL = "Cancel";
export const CANCEL_QUESTION = "Cancel this campaign?";
export const CANCEL_FOR_GOOD = "Cancel it for good";
export const NOT_CANCELLED = "Not cancelled";
export const cancelHint = (queued: number, sent: number): string => {
  const hint = `${counted(queued, "recipient")} will not get the email. A cancelled campaign cannot be resumed.`;
  return sent === 0
    ? hint
    : `${hint} ${counted(sent, "invite was", "invites were")} sent already and can still be accepted until you revoke them.`;
};

export const MORE = "More";
export const FAILED = "Something went wrong";
export const retry = (count: number): string => `Retry ${counted(count, "failed email")}`;
export const retrying = (count: number): string => `${counted(count, "email")} will be tried again.`;
export const REMIND = "Remind people who have not accepted";
export const DUPLICATE = "Duplicate";
export const DUPLICATED = "The copy has the same message. Add an audience next.";

export const RECIPIENTS = "Recipients";
export const RECIPIENT = "Recipient";
export const STATUS = "Status";
export const LAST_EVENT = "Last event";
export const STATUS_FILTER = "Status of recipients";
export const ANY_STATUS = "All recipients";
export const REACHED_GROUP = "Counted as";
export const REACHED = { ...STAGES, ...LOSSES, ...OPENED_BY } as const;
export const reachedAt = (stage: keyof typeof REACHED, domain: string): string =>
  `${REACHED[stage]} at ${domain}`;
export const STATUS_GROUP = "Status now";
export const RECIPIENT_STATUSES = {
  queued: "Queued",
  claimed: "Sending",
  sent: "Sent",
  delayed: "Delayed",
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  failed: "Failed",
  bounced: "Bounced",
  complained: "Reported as spam",
  member: "Already a member",
  suppressed: "Suppressed",
  withdrawn: "Cancelled",
} as const;
export const ACCEPTED = "Accepted";
export const UNSUBSCRIBED = "Unsubscribed";
export const INVITE_REVOKED = "invite revoked";
export const HAS_UNSUBSCRIBED = "unsubscribed";
export const NO_MATCHES = "No matching recipients";
export const NO_MATCHES_HINT = "No recipient on this list has an address that begins with this text.";
export const TIMELINE = "Timeline";
export const timelineOf = (email: string): string => `Timeline of ${email}`;
export const NAME = "name";
export const SHOW_MESSAGE = "Show their message";

export const EVENTS = {
  sent: "Sent",
  delayed: "Delayed by their mail server",
  delivered: "Delivered",
  opened: "Opened (reported by the mail provider)",
  clicked: "Clicked (reported by the mail provider)",
  bounced: "Bounced",
  complained: "Reported as spam",
  failed: "Failed",
  suppressed: "Not sent: the address is suppressed",
  accepted: "Accepted: signed in through the link",
} as const;
export const ADDED = "Added to the audience";
export const WAS_MEMBER = "Not sent: already a member";
export const REMINDED = "Reminded";
export const REVOKED = "Invite revoked";

export const revocation = (email: string): Revocation => ({
  action: `Revoke the invite for ${email}`,
  question: `Revoke the invite for ${email}?`,
  consequence:
    "Nobody can accept this invitation any more. People who open its link are told that it was revoked.",
  done: `Revoked the invite for ${email}.`,
});

/** The columns of the export. */
export const EXPORT_COLUMNS = ["Email", "Name", "Status", "Error"] as const;
export const EXPORT_TIMES = {
  sentAt: "Sent",
  deliveredAt: "Delivered",
  openedAt: "Opened",
  clickedAt: "Clicked",
  acceptedAt: "Accepted",
  bouncedAt: "Bounced",
  complainedAt: "Reported as spam",
  failedAt: "Failed",
  memberAt: "Already a member",
  unsubscribedAt: "Unsubscribed",
  revokedAt: "Invite revoked",
} as const;
export const EXPORT_VARIABLES = "Variables";
export const EXPORT_NAME = "campaign";
