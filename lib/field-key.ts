const DIACRITICS = /[\u0300-\u036f]/g;
const NOT_LETTERS = /[^\p{L}\p{M}\p{N}]+/gu;
const BEYOND_ASCII = /[^\u0000-\u007f]/gu;

/**
 * The normalised name of a field: `First Name`, `first_name` and `firstName` become `firstname`, `Prénom` becomes
 * `prenom`. Other non-ASCII letters become `u` and their code point in hex, because the keys of a Convex record must be
 * ASCII. Empty if there is neither a letter nor a digit.
 */
export function fieldKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(DIACRITICS, "")
    .replace(NOT_LETTERS, "")
    .toLowerCase()
    .replace(BEYOND_ASCII, (character) => `u${character.codePointAt(0)?.toString(16) ?? ""}`);
}
