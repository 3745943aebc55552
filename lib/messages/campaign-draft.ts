/** A draft: its steps, saving it, and what happens when several people edit it. */
import { counted } from "../numbers";

export const STEPS_LABEL = "Steps";
export const STEPS = {
  write: "Write",
  audience: "Audience",
  preview: "Preview",
  reminders: "Reminders",
  launch: "Launch",
} as const;
export const NEXT_STEP = "Next step";
export const SEND_TEST = "Send test";
export const LAUNCH = "Launch";

export const SAVED = "Saved";
export const SAVING = "Saving…";
export const RETRYING = "Not saved, trying again";
export const notSaved = (reason: string): string => `Not saved: ${reason}`;
export const CHOOSE_TEXT = "choose between the two texts";

/** The fields of a draft, in the middle of a sentence. */
const FIELDS = {
  name: "the name",
  subject: "the subject",
  preheader: "the preheader",
  body: "the message",
  buttonLabel: "the button",
  next: "the landing page",
  lifetimeDays: "the days until the invitation expires",
  replyTo: "the reply-to address",
  fromName: "the sender’s name",
  fromAddress: "the sender’s address",
} as const;
export type DraftFieldName = keyof typeof FIELDS;

export const changedWhileTyping = (by: string, field: DraftFieldName): string =>
  `${by} changed ${FIELDS[field]} while you were typing`;
export const CONFLICT_HINT = "Your text is not saved. Choose which text to keep.";
export const YOUR_TEXT = "Your text";
export const textOf = (by: string): string => `${by}’s text`;
export const KEEP_MY_TEXT = "Keep my text";
export const USE_OTHER_TEXT = "Use the other text";
export const EMPTY_TEXT = "(empty)";

export const UNSAVED = "Your last changes were not saved";
export const UNSAVED_DELETED = "This campaign was deleted while you were typing. Copy what you need.";
export const UNSAVED_LAUNCHED =
  "This campaign was launched or scheduled while you were typing. Copy what you need.";
export const unsavedField = (field: DraftFieldName): string => `Your text for ${FIELDS[field]}`;
export const copyField = (field: DraftFieldName): string => `Copy ${FIELDS[field]}`;
export const DISCARD = "Discard";

export const UNSCHEDULED = "This campaign is no longer scheduled";
export const unscheduledHint = (reason: string): string =>
  `${reason} Nothing has been sent. Check the message and the audience, then launch it or schedule it again.`;

export const reminderFor = (count: number): string =>
  count === 0 ? "Nobody is left to remind" : `A reminder for ${counted(count, "recipient")}`;
export const reminderSoFar = (count: number): string =>
  `A reminder, for ${counted(count, "recipient")} so far`;
export const REMINDER_HINT =
  "These people were invited, have not accepted, and have not been reminded before. Each gets a new link that replaces the old one. Edit the message, then launch it.";
export const ORIGINAL_CAMPAIGN = "Go to the original campaign";

/** Why the server did not save or launch a draft. */
export const tooLong = (field: DraftFieldName, limit: number): string =>
  `Shorten ${FIELDS[field]} to at most ${limit} characters.`;
export const ONE_LINE = "The subject must be a single line.";
export const changedMeanwhile = (by: string, field: DraftFieldName): string =>
  `${by} has changed ${FIELDS[field]} in the meantime.`;
export const ONLY_DRAFT_CHANGES = "Only a draft can be changed.";
