import { REFUSALS } from "../shared/login-link.ts";

/** What can go wrong: a refusal, or a problem before or while Convex was called. */
export const PROBLEMS = [
  ...REFUSALS,
  "refused",
  "invalid_email",
  "bad_code",
  "cooldown",
  "cookies_off",
  "no_cookies",
  "code_waits",
  "other_code",
  "changed",
  "unreachable",
  "signed_out",
  "half_signed_out",
  "other_account",
  "session_ended",
] as const;
export type Problem = (typeof PROBLEMS)[number];

export type Message = { title: string; text: string };

export const isProblem = (value: unknown): value is Problem => PROBLEMS.some((problem) => problem === value);

/** Messages about a link, for the confirm page and the login page. */
export const LINK_MESSAGES: Record<Problem, Message> = {
  unknown: {
    title: "We don't recognise this link",
    text: "It may have been cut short on its way. Try opening it from the email again, or ask for a new one.",
  },
  expired: {
    title: "This link has expired",
    text: "Links work for a limited time, so that an old email cannot open your account.",
  },
  used: {
    title: "This link has already been used",
    text: "Each link works once. If somebody else used it, ask for a new link and end the other session under Settings.",
  },
  revoked: {
    title: "This link no longer works",
    text: "It was revoked, or a newer email has replaced it. The newest email has the link that works.",
  },
  too_many_attempts: {
    title: "Too many tries",
    text: "A wrong code was entered too many times, so the code no longer works. The link in the same email still works.",
  },
  rate_limited: {
    title: "Too many tries from this network",
    text: "Please wait a little, then try again. Nothing is lost.",
  },
  refused: {
    title: "This account cannot sign in",
    text: "The link works, but this site does not let the account sign in. Ask the people who run the site.",
  },
  held: {
    title: "This account signs in with passkeys only",
    text: "Use a passkey on the sign-in page. If you have lost all of them, a recovery is now under way: 72 hours after it began, a new link will sign you in. We have notified you by email and on your signed-in devices.",
  },
  invalid_email: {
    title: "That does not look like an email address",
    text: "Check it for a missing @ or a stray space. The part before the @ can only contain the letters a to z, digits and some symbols.",
  },
  bad_code: {
    title: "The code has six digits",
    text: "It is in the same email as the link.",
  },
  cooldown: {
    title: "An email is already on its way",
    text: "Give it a minute, and look in the spam folder before you ask for another one.",
  },
  cookies_off: {
    title: "This browser does not have your link",
    text: "Your mail app may have opened it in its own browser, or this page was open for more than ten minutes. Open the link from the email again, here. If that leads back to this page, cookies are off for this site: allow them first.",
  },
  no_cookies: {
    title: "Cookies are blocked in this browser",
    text: "A link is on its way to that address, if it can receive email. Signing in needs cookies: open the link in a browser that keeps them, or allow them here first.",
  },
  code_waits: {
    title: "Type the code, or open the link from the email here",
    text: "This browser does not have the link: your mail app may have opened it in its own browser. The 6-digit code in the email works here.",
  },
  other_code: {
    title: "This page asks for another code now",
    text: "In another tab you asked for a newer email, to the address above. Type the code from that email. The link in the earlier email still works too.",
  },
  changed: {
    title: "Another link has been opened in this browser",
    text: "Check which account this is before you continue.",
  },
  unreachable: {
    title: "We could not reach the server",
    text: "Nothing is lost. Try again in a moment.",
  },
  signed_out: {
    title: "You are signed out",
    text: "See you soon.",
  },
  half_signed_out: {
    title: "You are signed out in this browser",
    text: "We could not reach the server, so your session has not ended there. Sign in again later and end it under Settings.",
  },
  session_ended: {
    title: "Your session has ended",
    text: "It was ended in another browser or has expired. Sign in to continue where you were.",
  },
  other_account: {
    title: "You are not signed out",
    text: "The page where you signed out belonged to a different account. To sign out of the current account, use the account menu.",
  },
};

/** Messages about a typed code, where they differ from those about a link. */
export const CODE_MESSAGES: Partial<Record<Problem, Message>> = {
  unknown: {
    title: "That code is not right",
    text: "Check the newest email: a new code replaces the older one, and works only in the browser that asked for it.",
  },
  expired: { title: "That code has expired", text: "Ask for a new email below." },
  used: { title: "That code has already been used", text: "Ask for a new email below." },
  revoked: {
    title: "That code no longer works",
    text: "A newer email has replaced it, or it was revoked.",
  },
  too_many_attempts: {
    title: "Too many wrong codes",
    text: "This code no longer works. The link in the same email still works, or ask for a new email below.",
  },
  rate_limited: {
    title: "Too many tries",
    text: "The link in the same email still works. Or wait a little, then try again.",
  },
  refused: {
    title: "This account cannot sign in",
    text: "The code is right, but this site does not let the account sign in. Ask the people who run the site.",
  },
  cookies_off: {
    title: "This browser did not ask for a code",
    text: "A code works only in the browser that asked for it. Enter your address here to get one.",
  },
  unreachable: {
    title: "We could not reach the server",
    text: "Nothing is lost. Try the same code again in a moment.",
  },
};

export const codeMessage = (problem: Problem): Message => CODE_MESSAGES[problem] ?? LINK_MESSAGES[problem];

/** "in 40 seconds", "in 3 minutes": rounded up, so that waiting that long is enough. */
export function waitInWords(seconds: number): string {
  if (seconds < 90) return `in ${Math.max(1, Math.ceil(seconds))} second${seconds <= 1 ? "" : "s"}`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
