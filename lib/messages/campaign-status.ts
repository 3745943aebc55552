/** Why a campaign's status cannot change, and why a campaign stopped. */

/** By the change of status that is not possible. */
export const NOT_POSSIBLE = {
  schedule: "Only a draft can be scheduled.",
  unschedule: "Only a scheduled campaign can be unscheduled.",
  launch: "This campaign has already been launched or cancelled.",
  pause: "Only a campaign that is sending can be paused.",
  resume: "Only a paused campaign can be resumed.",
  finish: "Only a campaign that is sending or paused can finish.",
  reopen: "Only a sent campaign can send its failed emails again.",
  cancel: "A campaign can be cancelled while it is scheduled, sending or paused.",
  delete: "Only a draft can be deleted.",
  restore: "Only a deleted draft can be restored.",
} as const;
export const NOTHING_FAILED = "No email of this campaign has failed.";
export const REMIND_AFTER_SENDING = "You can send a reminder when the campaign has been sent.";
export const NO_REMINDER_OF_REMINDER = "A reminder cannot have a reminder of its own.";
export const REMINDS_AUTOMATICALLY =
  "This campaign reminds people automatically. Switch that off first, or add a reminder on the page Reminders.";
export const NO_LONGER_KEPT = "This draft was deleted too long ago. It cannot be restored any more.";
export const NO_SUCH_CAMPAIGN = "This campaign no longer exists. Reload the page.";

/** `share` is a text such as "6.5%". */
export const bounced = (count: number, sent: number, share: string): string =>
  `${count} of ${sent} emails bounced permanently (${share}). A bounce rate over 5% often means that a list is old or bought. Check the list before you resume.`;
export const complained = (count: number, sent: number, share: string): string =>
  `${count} of ${sent} recipients reported the email as spam (${share}). A spam report rate over 0.3% often means that people did not expect the email. Check the list before you resume.`;
export const attemptsFailed = (attempts: number, reason: string): string =>
  `${attempts} attempts in a row failed. The last one: ${reason}`;
export const allFailed = (count: number, reason: string): string =>
  `${count === 1 ? "The only email" : `All ${count} emails`} failed. ${reason}`.trim();
export const MISSED_SLOT = "The email missed its sending slot.";
export const notRendered = (reason: string): string => `The email could not be created: ${reason}`;
export const TOO_LARGE = "one email cannot hold that many paragraphs, list items and links.";
export const mayNotSend = (email: string): string =>
  `${email} wrote or started this campaign and may no longer send campaigns.`;
