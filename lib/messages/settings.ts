/** Settings: the navigation, and the profile with what concerns the account as a whole. */
import { parts } from "./parts";

export const TITLE = "Settings";
export const PROFILE = "Profile";
export const SESSIONS = "Sessions";
export const PASSKEYS = "Passkeys";

export const NAME = "Name";
export const EMAIL = "Email";
export const WHERE_LINKS_GO = "Your links go to this address.";
export const SAVE = "Save";
export const SAVING = "Saving…";
export const SAVED = "Your profile is saved.";
export const NOT_SAVED = "Not saved";

export const CHANGE_EMAIL = "Change email";
export const CHANGE_YOUR_EMAIL = "Change your email";
export const NEW_EMAIL = "New email";
export const EMAIL_ME_A_LINK = "Email me a link";
/** @param wait for example "in 40 seconds" */
export const tooManyEmails = (wait: string): string => `Too many emails in a row. Try again ${wait}.`;
export const linkSent = <Value>(email: Value) =>
  parts`A link is on its way to ${email}. Open it within an hour, and you sign in with that address from then on.`;
export const DONE = "Done";

export const YOUR_DATA = "Your data";
export const ABOUT_YOUR_DATA =
  "Download all data that we have about you, or delete your account. It is deleted after one week.";
export const DOWNLOAD = "Download my data";
export const NOT_DOWNLOADED = "Not downloaded";

export const DELETE_ACCOUNT = "Delete account";
export const DELETE_YOUR_ACCOUNT = "Delete your account?";
export const DELETE_IN_A_WEEK = "Delete in a week";
export const WHAT_IS_DELETED =
  "In a week your account, sessions, passkeys and links are deleted. Until then you can sign in and choose to keep the account. After that, the site's log of past actions shows a made-up name instead of your address.";
export const NOT_DELETED = "Not deleted";

/** @param date for example "5 May 2026" */
export const deletedOn = (date: string): string => `This account will be deleted on ${date}`;
export const CAN_CHANGE_YOUR_MIND = "Until then you can sign in and change your mind.";
export const KEEP_ACCOUNT = "Keep my account";
export const NOT_KEPT = "The deletion was not cancelled";
