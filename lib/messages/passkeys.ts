/** Passkeys of a signed-in account: adding one, the list under Settings, and confirming with one. */
import { parts } from "./parts";

export const TITLE = "Passkeys";
export const WHAT_IT_IS =
  "A passkey signs you in with the lock of your device: a fingerprint, a face or a PIN. It stays on your devices, and works on this site only.";

export const ADD = "Add a passkey";
export const WAITING = "Waiting for your device…";
export const added = (name: string): string => `You can now sign in with ${name}.`;
export const NOT_ADDED = "No passkey was added";
export const NOT_VERIFIED = "The response of your device could not be verified. Try again.";
export const HAS_ONE = "This device already has a passkey for this account.";
export const CANCELLED = "It was cancelled, or took too long.";
export const NOT_SUPPORTED = "This browser or device cannot create passkeys for this site.";

export const USE_THIS_DEVICE = "Use this device next time";
export const WHY_USE_IT =
  "Sign in with your fingerprint, face or PIN, without waiting for an email. A link still works.";
export const NOT_NOW = "Not now";

export const SYNCED = "Synced";
export const ON_ONE_DEVICE = "On one device";
export const MAY_BE_COPIED = "May have been copied: remove it";
export const neverUsed = <Value>(added: Value) => parts`added ${added} · never used`;
export const lastUsed = <Value>(added: Value, used: Value) => parts`added ${added} · last used ${used}`;

export const RENAME = "Rename";
export const rename = (name: string): string => `Rename ${name}`;
export const NAME = "Name";

export const REMOVE = "Remove";
export const remove = (name: string): string => `Remove ${name}`;
export const removeIt = (name: string): string => `Remove ${name}?`;
export const REMOVE_PASSKEY = "Remove the passkey";
export const KEEP = "Keep it";
export const NOT_REMOVED = "Not removed";
export const DELETE_IT_THERE_TOO =
  "You can no longer sign in with it. Your device may still offer it, so delete it there too.";
export const REMOVED = "You can no longer sign in with this passkey.";

export const PASSKEYS_ONLY = "Passkeys only";
export const WHAT_PASSKEYS_ONLY_MEANS =
  "Links can no longer sign you in. If you lose all your passkeys, a link starts a recovery that takes 72 hours. We notify you by email and on your devices.";
export const NOT_CHANGED = "Not changed";

export const NOT_CONFIRMED = "This passkey did not confirm that it is you. Try again.";
export const NONE_USED = "No passkey was used. Try again, or ask for a code by email.";
