/**
 * Characters that are invisible, reorder the line, or have no shape of their own: format, filler and unassigned ones.
 */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /[\s\p{Cc}\p{Z}]+/gu;

/** Text from a person or a program, made safe to show: one line of at most `maxLength` visible characters. */
export function plainText(value: string, maxLength: number): string {
  // The value is cut before the work, because a request may contain any length. The result is cut again.
  const line = value
    .slice(0, 8 * maxLength)
    .normalize("NFKC")
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .trim();
  return [...line].slice(0, maxLength).join("").trim();
}

const MAX_NAME = 60;
const NOT_IN_A_NAME = /[^\p{L}\p{M}\p{N} '’.,&·-]/gu;
/** The length of the shortest phone number that a mail client turns into a link. */
const PHONE_DIGITS = 7;

/**
 * A person's name, made safe for an email. Mail clients turn everything that looks like an address into a link, so a
 * full stop is followed by a space ("evil. example"), and of all other punctuation only what occurs in names is kept.
 * Empty if nothing is left.
 */
export function plainName(value: string): string {
  const name = plainText(value, 4 * MAX_NAME).replace(NOT_IN_A_NAME, " ");
  const digits = name.match(/\p{N}/gu)?.length ?? 0;
  const withoutPhone = digits >= PHONE_DIGITS ? name.replace(/\p{N}/gu, "") : name;
  return plainText(withoutPhone.replace(/\.(?=\S)/g, ". "), MAX_NAME);
}
