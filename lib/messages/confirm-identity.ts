/** "Confirm it is you": the dialog before an action that only the owner of an account may take, and its page. */
import type { Message } from "@latchkey/login-links/http";
import { parts } from "./parts";

export const TITLE = "Confirm it is you";
export const THEN_CONTINUE = "Then continue with what you were doing.";
export const CONFIRMED: Message = {
  title: "You have confirmed it is you",
  text: "Go back to the tab where you were. It continues automatically, and you can close this one.",
};

export const toContinue = <Value>(email: Value) => parts`To continue, confirm that you are ${email}.`;
export const codeSent = <Value>(email: Value) =>
  parts`We sent a code and a link to ${email}. Type the code here, or open the link in this browser.`;
export const USE_A_PASSKEY = "Use a passkey";
export const EMAIL_ME_A_CODE = "Email me a code";
export const SEND_AGAIN = "Send it again";
export const CODE = "6-digit code";
export const CONFIRM = "Confirm";
export const CHECKING = "Checking…";

export const NOT_SENT = "The email was not sent";
/** @param wait for example "in 40 seconds" */
export const tooManyEmails = (wait: string): string =>
  `Too many emails in a row. You can have another one ${wait}.`;
export const UNREACHABLE = "We could not reach the server. Check your connection and try again.";
