/** The pages behind the links of emails about an account: another address, and "It was not me". */
import type { Message } from "@latchkey/login-links/http";
import { parts } from "./parts";

export const ADDRESS_TITLE = "Your email address";

type Addresses = { from: string; to: string };

export const CHANGE = {
  confirm: {
    title: "Confirm your new address",
    text: ({ from, to }: Addresses): string =>
      `From now on you sign in with ${to} instead of ${from}. Links are sent there.`,
    button: "Confirm this address",
  },
  undo: {
    title: "Undo the change of your address?",
    text: ({ from, to }: Addresses): string =>
      `You will sign in with ${from} again, and no longer with ${to}. All sessions end, and passkeys that were added since are removed.`,
    button: "Undo the change",
  },
} as const;
export const NOTHING_CHANGED_YET = "Nothing has changed yet. If you do not want this, close this page.";

export const CHANGED: Record<"confirm" | "undo", Message> = {
  confirm: {
    title: "Your address has been changed",
    text: "Use it to sign in from now on. You stay signed in on your devices.",
  },
  undo: { title: "The change is undone", text: "The account has its old address again. Sign in with it." },
};
export const OVER: Message = {
  title: "This link no longer works",
  text: "It has expired or was already used. You can start again under Settings.",
};
export const CUT_SHORT = "It may have been cut short on its way. Open it again from the email.";
export const TAKEN: Message = {
  title: "This address already has an account",
  text: "An address can have one account only. Sign in with it, or choose another address.",
};

export const NOTICE_TITLE = "Was this you?";
export const NOT_YOU = "Was this not you?";
export const signedIn = <Value>(email: Value, device: string) =>
  parts`Somebody signed in to the account ${email} with ${device}.`;
export const startedRecovery = <Value>(email: Value, device: string) =>
  parts`Somebody started a recovery of the account ${email} with ${device}.`;
export const UNKNOWN_DEVICE = "an unknown device";
export const NOT_ME = "It was not me";
export const WHAT_ENDS =
  "This ends the session and all unused sign-in links of the account. If it was you, close this page.";
export const ANSWERED: Message = {
  title: "You have already answered",
  text: "If you answered “It was not me”, we ended the session and all unused sign-in links. Change the password of your mailbox, then sign in and look at your sessions and passkeys under Settings.",
};
export const GO_TO_SESSIONS = "Go to your sessions";
