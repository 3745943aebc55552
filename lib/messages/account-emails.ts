/**
 * The emails that tell somebody what happens to their account. Addresses are passed in the form that `addressLabel`
 * returns.
 */

export type AccountText = {
  subject: string;
  title: string;
  paragraphs: string[];
  button: string;
  hint: string;
};

const IF_YOU = "If that was you, there is nothing to do.";

export const confirmAddress = (appName: string, from: string, to: string): AccountText => ({
  subject: `Confirm your new address for ${appName}`,
  title: "Confirm your new address",
  paragraphs: [
    `Somebody who is signed in to ${appName} as ${from} wants to sign in with ${to} from now on.`,
    "If that is you, confirm it within an hour. Until then nothing changes.",
  ],
  button: "Confirm this address",
  hint: "If it is not you, do nothing. The account keeps its old address.",
});

export const undoAddress = (appName: string, to: string): AccountText => ({
  subject: `Your address for ${appName} was changed`,
  title: "Your address was changed",
  paragraphs: [
    `From now on you sign in to ${appName} with ${to}. Links are sent there and no longer to this address.`,
    IF_YOU,
  ],
  button: "Undo the change",
  hint: "If it was not you, undo it within 72 hours. The account then has this address again, all of its sessions end, and passkeys that were added since are removed.",
});

/** @param date for example "5 May 2026" */
export const deletion = (appName: string, date: string): AccountText => ({
  subject: `Your account at ${appName} will be deleted`,
  title: "Your account will be deleted",
  paragraphs: [
    `You asked us to delete your account at ${appName}. It will be deleted on ${date}, with everything in it.`,
    "Until then you can sign in and keep it.",
  ],
  button: "Keep my account",
  hint: "If you did not ask for this, keep the account. Then open Settings and end the sessions that you do not recognise.",
});

/** @param seen where and when: see `seen` below */
export const newDevice = (appName: string, seen: string): AccountText => ({
  subject: `New sign-in to ${appName}`,
  title: "Signed in on a new device",
  paragraphs: [
    `Somebody signed in to your account at ${appName} ${seen}. The account has not been used on this device before.`,
    IF_YOU,
  ],
  button: "It was not me",
  hint: "If you choose “It was not me”, we ask you once more. Then we end that session and all unused sign-in links. The person who signed in can read your mail or has one of your passkeys, so change the password of your mailbox.",
});

export const recovery = (appName: string, seen: string): AccountText => ({
  subject: `Somebody is recovering your account at ${appName}`,
  title: "Account recovery has started",
  paragraphs: [
    `Only passkeys sign you in to your account at ${appName}. Somebody opened a link from this mailbox ${seen}. In 72 hours, links will sign you in again.`,
    "If that was you because you have lost your passkeys, wait 72 hours and then ask for a new link. If you sign in with a passkey, the recovery ends.",
  ],
  button: "It was not me",
  hint: "If you choose “It was not me”, we ask you once more and then stop the recovery. The person who opened the link can read your mail, so change the password of your mailbox.",
});

/** "with Chrome on macOS from 203.0.113.7, on 5 May 2026 at 12:00 UTC"; null for what is not known. */
export const seen = (device: string | null, ipAddress: string | null, date: string, time: string): string => {
  const place = ipAddress === null ? "" : ` from ${ipAddress}`;
  return `with ${device ?? "an unknown device"}${place}, on ${date} at ${time} UTC`;
};
