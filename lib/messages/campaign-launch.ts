/** The step Launch and its dialog: what will be sent, when, and what has to be done first. */
import { counted, grouped } from "../numbers";

export const LAUNCH = "Launch";
export const WHAT_IS_SENT = "What will be sent";
export const AFTER_LAUNCH =
  "After the launch, you can no longer change the audience. You can pause, resume or cancel sending at any time.";

export const TO = "To";
export const recipients = (count: number): string => counted(count, "recipient");
export const FROM = "From";
export const SUBJECT = "Subject";
export const NO_SUBJECT = "No subject yet";
export const FIRST_ARRIVAL = "First email arrives";
export const WITHIN_SECONDS = "within seconds";
export const WITHIN_SECONDS_OR_LATER = "within seconds of the launch, or at the time you choose";
export const AT_CHOSEN_TIME = "at the time you choose";
export const HOW_LONG = "Sending time";
export const duration = (about: string, perSecond: number): string =>
  `${about}, at up to ${counted(perSecond, "email")} per second`;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** "about 3 minutes" */
export function aboutHowLong(seconds: number): string {
  if (seconds < 1) return "less than a second";
  if (seconds < 1.5 * MINUTE) return `about ${counted(Math.round(seconds), "second")}`;
  if (seconds < 1.5 * HOUR) return `about ${counted(Math.round(seconds / MINUTE), "minute")}`;
  return `about ${counted(Math.round(seconds / HOUR), "hour")}`;
}

export const question = (count: number): string => `Launch to ${counted(count, "recipient")}?`;
export const NOT_YET = "Go back";
export const LAUNCH_NOW = "Launch now";
export const SCHEDULE = "Schedule";
export const NOT_LAUNCHED = "Not launched";
export const NOT_SCHEDULED = "Not scheduled";
export const WHEN = "When";
export const NOW = "Now";
export const LATER = "Schedule for later";
export const TIME = "First email goes out";
export const timeZone = (zone: string): string => `Your time zone: ${zone}`;
export const TIME_PASSED = "That time has passed. Choose a later time.";
export const TOO_LATE = "Choose a time within the next year.";

export const skipCheck = (all: number, first: number): string =>
  `Send to all ${grouped(all)} without checking the first ${grouped(first)}`;
export const skipCheckHint = (first: number): string =>
  `Otherwise the first ${counted(first, "email")} go out alone. The rest follow once the mail provider has reported on them, after ten minutes at most. In both cases, sending stops automatically when too many emails bounce or are reported as spam.`;

export const FIX_FIRST = "Before you can launch";
export const GO_TO = { message: "Go to the message", audience: "Go to the audience" } as const;

export const UPLOADING = "Recipients are still being added";
export const UPLOADING_HINT = "Wait until the upload is complete, or stop it under Audience.";
export const uploadedBy = (by: string): string => `${by} is adding recipients`;
export const uploadedByHint = (done: number, total: number): string =>
  `${grouped(done)} of ${counted(total, "row")} so far. The campaign can be launched when the upload is complete. If you discard the upload, the recipients added so far stay.`;
export const DISCARD_UPLOAD = "Discard this upload";
export const NOT_DISCARDED = "Not discarded";

export const openInvites = (count: number): string =>
  `${counted(count, "recipient has", "recipients have")} a pending invitation already`;
export const OPEN_INVITES_HINT =
  "Another campaign has invited them, and they have not accepted yet. This campaign sends them one more email. The link in the earlier email keeps working.";
export const OPEN_INVITES_UNKNOWN =
  "Pending invitations from other campaigns could not be counted. Reload the page to try again.";
export const countingOpenInvites = (looked: number, all: number): string =>
  `Looking for pending invitations from other campaigns: ${grouped(looked)} of ${counted(all, "recipient")}`;

/** Why a draft cannot be launched. */
export const NO_SUBJECT_PROBLEM = "Write a subject.";
export const NO_MESSAGE_PROBLEM = "Write the message.";
export const MESSAGE_TOO_LARGE =
  "Shorten the message: one email cannot hold that many paragraphs, list items and links.";
export const NO_BUTTON_PROBLEM = "Write the label of the button.";
export const NO_RECIPIENTS_PROBLEM = "Add recipients.";
export const AUDIENCE_CHANGING = "Wait until the audience is complete: it is still changing.";
export const lifetimeProblem = (most: number): string =>
  `Invitations can expire after 1 to ${most} days. Choose a number of days.`;
export const REPLY_TO_PROBLEM =
  "The reply-to address is not an email address. Enter team@example.com, or Team <team@example.com>.";
export const POSTAL_ADDRESS_PROBLEM =
  "Campaign emails need the sender’s postal address. An admin can enter it under Brand.";
export const isAdding = (by: string, done: number, total: number): string =>
  `${by} is adding recipients: ${done} of ${total} rows so far. Wait until the upload is complete, or discard it.`;
export const audienceChanged = (count: number): string =>
  `The audience has changed: it now has ${counted(count, "recipient")}. Check it, then launch again.`;
export const MESSAGE_CHANGED =
  "Somebody has changed the message in the meantime. Read it again, then launch.";
