import { textFromBase64url, textToBase64url } from "../shared/digest.ts";

/**
 * The text that was typed into the form on /login and refused, so that nobody has to type it twice. It is in a cookie
 * rather than the URL, because an address should not be in a history or a log.
 */

/** Seconds. */
export const TYPED_MAX_AGE = 60;
/** Longer than any address, and small enough for a cookie. */
const MAX_LENGTH = 500;

export const encodeTyped = (text: string): string => textToBase64url(text.slice(0, MAX_LENGTH));

/** Null for anything that `encodeTyped` did not write. */
export function decodeTyped(value: string | null | undefined): string | null {
  return value ? textFromBase64url(value) : null;
}
