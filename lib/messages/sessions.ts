/** Settings > Sessions. */
import { parts } from "./parts";

export const TITLE = "Sessions";
export const WHAT_THEY_ARE =
  "Every browser in which you are signed in. If you do not recognise one, end its session. It is then signed out immediately.";
export const THIS_BROWSER = "This browser";

/** @param where the place or, if the session has a name of its own, the device and the place */
export const details = <Value>(where: string, signedIn: Value, lastUsed: Value) =>
  parts`${where} · signed in ${signedIn} · last used ${lastUsed}`;
export const onDevice = (device: string, place: string): string => `${device} · ${place}`;

export const END = "End";
export const endSession = (device: string): string => `End the session in ${device}`;
export const ENDED = "The session has ended.";
export const END_OTHERS = "End all others";
export const OTHERS_ENDED = "All other sessions have ended.";
export const ENDING = "Ending…";
export const NOT_ENDED = "Not ended";
