/** The texts of the mails about an account. */
import { deviceName } from "../lib/device";
import { addressLabel } from "./addresses";

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
    `Somebody who is signed in to ${appName} as ${addressLabel(from)} wants to sign in with ${addressLabel(to)} from now on.`,
    "If that is you, confirm it within an hour. Until then nothing changes.",
  ],
  button: { label: "Confirm this address", url },
  hint: "If it is not you, do nothing: the account keeps its old address.",
});

const undoAddress = ({ to, url }: Change, appName: string): AccountLetter => ({
  subject: `Your address for ${appName} was changed`,
  title: "Your address was changed",
  paragraphs: [
    `From now on you sign in to ${appName} with ${addressLabel(to)}. Links are sent there and no longer to this address.`,
    "If that was you, there is nothing to do.",
  ],
  button: { label: "Undo the change", url },
  hint: "If it was not you, undo it within 72 hours. The account then has this address again, every session of it ends, and passkeys that were added since are removed.",
});

const deletion = ({ at, url }: { at: number; url: string }, appName: string): AccountLetter => ({
  subject: `Your account at ${appName} will be deleted`,
  title: "Your account will be deleted",
  paragraphs: [
    `You asked us to delete your account at ${appName}. It will be deleted on ${dateInWords(at)}, with everything in it.`,
    "Until then you can sign in and keep it.",
  ],
  button: { label: "Keep my account", url },
  hint: "If you did not ask for this, keep the account. Then open Settings and end the sessions that you do not recognise.",
});

const newDevice = (seen: Seen, appName: string): AccountLetter => ({
  subject: `New sign-in to ${appName}`,
  title: "Signed in on a new device",
  paragraphs: [
    `Somebody signed in to your account at ${appName} ${whereInWords(seen)}. The account has not been used on this device before.`,
    "If that was you, there is nothing to do.",
  ],
  button: { label: "It was not me", url: seen.url },
  hint: "If you choose “It was not me”, we ask you once more. Then we end that session and every link that is still open. The person who signed in can read your mail or has one of your passkeys, so change the password of your mailbox.",
});

const recovery = (seen: Seen, appName: string): AccountLetter => ({
  subject: `Somebody is recovering your account at ${appName}`,
  title: "A recovery has begun",
  paragraphs: [
    `Your account at ${appName} takes passkeys only. Somebody opened a link from this mailbox ${whereInWords(seen)}. In 72 hours, links will be able to sign in again.`,
    "If that was you because you have lost your passkeys, wait 72 hours and then ask for a new link. If you sign in with a passkey, the recovery ends.",
  ],
  button: { label: "It was not me", url: seen.url },
  hint: "If you choose “It was not me”, we ask you once more and then stop the recovery. The person who opened the link can read your mail, so change the password of your mailbox.",
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
