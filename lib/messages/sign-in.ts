/** /login: asking for a link, waiting for the email, and typing its code. */
import type { Message } from "@latchkey/login-links/http";
import type { MailState } from "../mail-state";
import type { PasskeyRefusal } from "../passkeys";
import { parts } from "./parts";

export const TITLE = "Sign in";
export const DESCRIPTION =
  "Get a link by email and sign in with it. There is no password to remember or to lose.";
export const INTRODUCTION = "We email you a link. There is no password to remember or to lose.";
export const continueAs = (email: string): string => `Continue as ${email}`;

export const EMAIL = "Email";
export const EMAIL_EXAMPLE = "you@example.com";
export const EMAIL_ME_A_LINK = "Email me a link";
export const SENDING = "Sending…";

export const CHECK_EMAIL = "Check your email";
export const SENT_AGAIN: Message = { title: "Sent again", text: "Only the newest email works." };
export const sentTo = <Value>(email: Value) =>
  parts`If this address can receive sign-in emails, a link and a code are on their way to it: ${email}`;
export const SENT_TO_ADDRESS_OF_LINK = "We sent a new link and a code to the address that your link was for.";
export const CODE = "6-digit code";
export const SIGN_IN = "Sign in";
export const NOTHING_ARRIVES =
  "If nothing arrives within a minute, look in the spam folder and check the address for typing errors. " +
  "If you asked in another browser less than a minute ago, we do not send a second email. Open the link from the first email in this browser.";

export const SEND_AGAIN = "Send again";
export const sendAgainIn = (seconds: number): string => `Send again in ${seconds} s`;
export const CAN_SEND_AGAIN = "You can ask for another email now.";

export const didYouMean = <Value>(email: Value) => parts`Did you mean ${email}?`;
export const SEND_TO_THAT_ADDRESS = "Send it to that address";
export const openInbox = (name: string): string => `Open ${name}`;

export const MAIL_STATES: Record<MailState, string> = {
  queued: "The email is being sent.",
  sent: "The email is on its way.",
  delivered: "The email has been delivered.",
  delayed:
    "The mail server of this address has not accepted the email yet. We will keep trying for some hours.",
  bounced: "The email was returned, because this address cannot receive it. Check it for typing errors.",
  blocked:
    "Our mail provider does not deliver to this address, because an earlier email was returned or reported as spam. " +
    "Use another address, or ask an admin of this site to unblock it.",
};

export const USE_A_PASSKEY = "Use a passkey";
export const NO_PASSKEY_USED = "No passkey was used. Try again, or ask for a link.";
const TRY_AGAIN = "Try again, or ask for a link by email.";
export const PASSKEY_PROBLEMS: Record<PasskeyRefusal | "unreachable" | "cookies_off", Message> = {
  unknown_passkey: {
    title: "We don't recognise this passkey",
    text: "It may have been removed from its account. Ask for a link by email.",
  },
  not_verified: { title: "This passkey did not sign you in", text: TRY_AGAIN },
  expired: { title: "That took too long", text: TRY_AGAIN },
  replayed: { title: "This passkey did not sign you in", text: TRY_AGAIN },
  copied: {
    title: "This passkey may have been copied",
    text: "We did not accept it. Ask for a link by email, and remove the passkey under Settings.",
  },
  rate_limited: { title: "Too many tries", text: "Wait a few minutes, then try again." },
  unreachable: { title: "We could not reach the server", text: "Try again in a moment." },
  cookies_off: {
    title: "Your browser sent no cookie",
    text: "Allow cookies for this site, then try again.",
  },
};
