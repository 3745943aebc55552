/** The page behind the unsubscribe link of a campaign's email, and its answers to mail programs. */
import { parts } from "./parts";

export const TITLE = "Unsubscribe";
export const TITLES = { unsubscribed: "You are unsubscribed", undone: "You are subscribed again" } as const;

export const ASK = "Unsubscribe?";
export const willGetNoMore = <Value>(email: Value) => parts`${email} will get no more invitations from us.`;
export const UNSUBSCRIBE = "Unsubscribe";
export const NOTHING_YET = "Nothing has happened yet. Close this page to stay subscribed.";

export const DONE = "You are unsubscribed";
export const getsNoMore = <Value>(email: Value) =>
  parts`${email} gets no more invitations from us. Sign-in links that you ask for will still arrive.`;
export const MISTAKE = "Was that a mistake?";
export const UNDO = "Undo";
export const getsThemAgain = <Value>(email: Value) => parts`${email} can get our invitations again.`;

export const OPEN_AGAIN = "The link may be incomplete. Open it again from the bottom of the email.";
export const USE_MAIL_PROGRAM =
  "Or use the unsubscribe button of your mail program, which works without this page.";
export const UNREACHABLE = {
  title: "We could not reach the server",
  text: "Nothing has changed. Your link still works. Try again in a moment.",
} as const;

/** To mail programs, as plain text. */
export const ANSWERS = {
  unsubscribed: "Unsubscribed.",
  unknown: "We don't recognise this link.",
  wrongBody: "The body must be List-Unsubscribe=One-Click.",
  unreachable: "We could not reach the server. Nothing has changed. Try again in a moment.",
} as const;
