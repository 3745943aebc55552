/** The texts of the mails about an account. */
import { deviceName } from "../lib/device";
import { addressInWords } from "./words";

/** A device that signed in, or that began a recovery; `at` in ms. */
interface Seen {
  userAgent: string | null;
  ipAddress: string | null;
  at: number;
  url: string;
}

export type AboutAccount =
  | { kind: "confirmAddress" | "undoAddress"; from: string; to: string; url: string }
  | { kind: "deletion"; at: number; url: string }
  | (Seen & { kind: "newDevice" | "recovery" });

export interface AccountLetter {
  subject: string;
  title: string;
  paragraphs: string[];
  button: { label: string; url: string };
  hint: string;
}

/** @param appName the product's name */
export function letterOf(about: AboutAccount, appName: string): AccountLetter {
  switch (about.kind) {
    case "confirmAddress":
      return confirmAddress(about, appName);
    case "undoAddress":
      return undoAddress(about, appName);
    case "deletion":
      return deletion(about, appName);
    case "newDevice":
      return newDevice(about, appName);
    case "recovery":
      return recovery(about, appName);
  }
}

type Change = { from: string; to: string; url: string };

const confirmAddress = ({ from, to, url }: Change, appName: string): AccountLetter => ({
  subject: `Confirm your new address for ${appName}`,
  title: "Confirm your new address",
  paragraphs: [
    `Somebody who is signed in to ${appName} as ${addressInWords(from)} wants to sign in with ${addressInWords(to)} from now on.`,
    "If that is you, confirm it within an hour. Until then nothing changes.",
  ],
  button: { label: "Confirm this address", url },
  hint: "If it is not you, do nothing: the account keeps its old address.",
});

const undoAddress = ({ to, url }: Change, appName: string): AccountLetter => ({
  subject: `Your address for ${appName} was changed`,
  title: "Your address was changed",
  paragraphs: [
    `Your account at ${appName} signs in with ${addressInWords(to)} from now on. Links go there, and no more to this address.`,
    "If that was you, there is nothing to do.",
  ],
  button: { label: "Undo the change", url },
  hint: "If it was not you, undo it within 72 hours. The account then has this address again, every session of it ends, and passkeys that were added since are removed.",
});

const deletion = ({ at, url }: { at: number; url: string }, appName: string): AccountLetter => ({
  subject: `Your account at ${appName} will be deleted`,
  title: "Your account will be deleted",
  paragraphs: [
    `On ${dateInWords(at)} your account at ${appName} is deleted, with everything in it. You asked for that.`,
    "Until then you can sign in and keep it.",
  ],
  button: { label: "Keep my account", url },
  hint: "If it was not you who asked, keep the account, and end the sessions that you do not recognise under Settings.",
});

const newDevice = (seen: Seen, appName: string): AccountLetter => ({
  subject: `New sign-in to ${appName}`,
  title: "Signed in on a new device",
  paragraphs: [
    `Your account at ${appName} was signed in to ${whereInWords(seen)}, for the first time there.`,
    "If that was you, there is nothing to do.",
  ],
  button: { label: "It was not me", url: seen.url },
  hint: "“It was not me” asks you once more, then ends that session and every link that is still open. Whoever signed in can read your mail or has a passkey of yours: change the password of your mailbox.",
});

const recovery = (seen: Seen, appName: string): AccountLetter => ({
  subject: `Somebody is recovering your account at ${appName}`,
  title: "A recovery has begun",
  paragraphs: [
    `Your account at ${appName} takes passkeys only. A link to this mailbox was followed ${whereInWords(seen)}. In 72 hours links will sign in again.`,
    "If that was you, because you have lost your passkeys, wait and ask for a new link then. Signing in with a passkey ends the recovery.",
  ],
  button: { label: "It was not me", url: seen.url },
  hint: "“It was not me” asks you once more, then stops the recovery. Whoever followed the link can read your mail: change the password of your mailbox.",
});

function whereInWords({ userAgent, ipAddress, at }: Seen): string {
  const device = (userAgent && deviceName(userAgent)) ?? "an unknown device";
  const place = ipAddress ? ` at ${ipAddress}` : "";
  return `in ${device}${place}, ${timeInWords(at)}`;
}

const dateInWords = (at: number): string =>
  new Date(at).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

const timeInWords = (at: number): string =>
  `on ${dateInWords(at)} at ${new Date(at).toISOString().slice(11, 16)} UTC`;
