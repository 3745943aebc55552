/** Characters that cannot be seen, reorder the line, or have no shape of their own: format, filler and unassigned ones. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /[\s\p{Cc}\p{Z}]+/gu;

/** Whatever a person or a program has typed, fit to be shown: one line, visible characters, at most `maxLength` of them. */
export function plainText(value: string, maxLength: number): string {
  // Cut before the work, because a request decides how long `value` is, and again after it.
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
/** As many digits as the shortest phone number that a mail client makes a link of. */
const PHONE_DIGITS = 7;

/**
 * A person's name, fit for an email. Mail clients turn anything like an address into a link, so a full stop is followed by
 * a space ("evil. example"), and of other signs only those that names have are kept. Empty where nothing is left.
 */
export function plainName(value: string): string {
  const name = plainText(value, 4 * MAX_NAME).replace(NOT_IN_A_NAME, " ");
  const digits = name.match(/\p{N}/gu)?.length ?? 0;
  const withoutPhone = digits >= PHONE_DIGITS ? name.replace(/\p{N}/gu, "") : name;
  return plainText(withoutPhone.replace(/\.(?=\S)/g, ". "), MAX_NAME);
}
