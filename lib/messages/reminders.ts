/** The reminders that a campaign sends automatically. */
export const reminderName = (campaign: string, number: number): string => `${campaign} · Reminder ${number}`;

/** Why the server did not save reminders. */
export const CHANGED_MEANWHILE =
  "Somebody else has changed the reminders. Reload the page to see their version.";
export const unknownZone = (text: string): string =>
  `“${text}” is not a time zone. Choose one such as Europe/Berlin.`;
export const tooMany = (most: number): string => `A campaign can have at most ${most} reminders.`;
export const daysProblem = (number: number, most: number): string =>
  `Reminder ${number}: choose between 1 and ${most} days.`;
export const hourProblem = (number: number): string =>
  `Reminder ${number}: choose an hour between 8:00 and 19:00, or allow reminders at night.`;
export const hasBegun = (number: number): string =>
  `Reminder ${number} is being sent or was sent, so it cannot be changed. You can switch the reminders off.`;
export const NO_REMINDER_OF_REMINDER = "A reminder cannot have reminders of its own.";
export const CANCELLED = "This campaign is cancelled, so it sends no reminders.";
export const STILL_A_DRAFT = "This campaign is a draft. Change its reminders on the tab Reminders.";
export const NO_REMINDERS = "This campaign has no reminders.";
export const mayNotSendReminders = (email: string | null): string =>
  `${email ?? "The person who started these reminders"} may no longer send campaigns. Switch the reminders on again to send them in your name.`;

export const REMINDERS = "Reminders";
export const DESCRIPTION =
  "Reminders go to people who have not accepted. They stop for a person who accepts, unsubscribes or cannot be reached, and when you revoke their invitation. Each has a new link that replaces the old one.";
export const IS_ON = "Remind people who have not accepted";
export const SWITCH_OFF = "Switch reminders off";
export const SWITCH_ON = "Switch reminders on";
export const NOT_SWITCHED = "Not changed";
export const SWITCHED_OFF = "Reminders are switched off. Nobody gets one until you switch them on.";
export const OFF_BECAUSE = "Reminders were switched off automatically";
export const TIME_ZONE = "Time zone for people without their own";
export const TIME_ZONE_HINT =
  "A column such as “timezone” in the audience sets a person’s own zone, for example Europe/Berlin or +05:30.";
export const NOT_AT_NIGHT = "Only between 8:00 and 20:00";
export const NOT_AT_NIGHT_HINT = "In the recipient’s time zone. A late reminder waits for the next morning.";
export const NOT_ON_WEEKENDS = "Not on weekends";
export const NOT_ON_WEEKENDS_HINT = "A reminder that is due on Saturday or Sunday is sent on Monday.";

export const reminderTitle = (number: number): string => `Reminder ${number}`;
export const daysAfter = (number: number): string =>
  number === 1 ? "Days after the invitation" : `Days after reminder ${number - 1}`;
export const HOUR = "Hour";
export const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
export const SUBJECT = "Subject";
export const MESSAGE = "Message";
export const BUTTON = "Button";
export const SAME_AS_CAMPAIGN = "Leave empty to use the campaign’s own text.";
export const COPY_MESSAGE = "Start from the campaign’s message";
export const SHOW_MAIL = "Show the mail";
export const HIDE_MAIL = "Hide the mail";
export const ADD = "Add a reminder";
export const remove = (number: number): string => `Remove reminder ${number}`;
export const removed = (number: number): string => `Reminder ${number} was removed.`;
export const SAVE = "Save reminders";
export const SAVED = "Saved";
export const UNSAVED = "You have unsaved changes.";
export const NOT_SAVED = "Reminders not saved";
export const HAS_BEGUN = "This reminder is being sent or was sent, so it cannot be changed.";
export const MAILING_STATUS = {
  draft: "Waiting",
  scheduled: "Waiting",
  sending: "Sending",
  paused: "Paused",
  sent: "Sent to everybody who was due",
  cancelled: "Cancelled",
  deleted: "Deleted",
} as const;
export const numbers = (sent: string, accepted: string): string => `${sent} sent, ${accepted} accepted`;
export const RESUME = "Resume";
export const NOT_RESUMED = "Not resumed";
export const RESULTS_OF_REMINDER = "Results and message";

export const WHO_GETS_WHAT = "Who is reminded when";
export const IF_LAUNCHED_NOW = "These are the times if you launch the campaign now and nobody accepts.";
export const IF_NOBODY_ACCEPTS = "These are the times if nobody else accepts.";
export const counting = (people: number): string => `Counting: ${people} so far`;
export const NOT_COUNTED = "The recipients could not be counted. Reload the page.";
export const NOBODY_DUE = "Nobody is due for a reminder.";
export const NO_AUDIENCE = "Add recipients to see who gets which reminder and when.";
export const HEADER = {
  reminder: "Reminder",
  at: "Your time",
  zones: "Recipients’ time",
  people: "Recipients",
} as const;
export const upTo = (people: string): string => `up to ${people}`;
export const localTime = (time: string, zone: string): string => `${time} in ${zone}`;
export const moreZones = (count: number): string => `and ${count} more ${count === 1 ? "zone" : "zones"}`;
export const unknownZones = (count: string, example: string): string =>
  `${count} a time zone that is not recognised, for example “${example}”. The zone above is used for them.`;
export const ONE_RECIPIENT = "Dates for one recipient";
export const NO_MORE = "No reminder is due.";
export const due = (number: number): string => `Reminder ${number} is due`;
export const got = (number: number): string => `Reminder ${number} sent`;
export const queued = (number: number): string => `Reminder ${number} is in the queue`;
export const inZone = (zone: string): string => `Time zone ${zone}`;
