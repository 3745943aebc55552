const DIACRITICS = /[\u0300-\u036f]/g;
const NOT_LETTERS = /[^\p{L}\p{M}\p{N}]+/gu;
const BEYOND_ASCII = /[^\u0000-\u007f]/gu;

/**
 * The one spelling by which a field is known: `First Name`, `first_name` and `firstName` are `firstname`, `Prénom` is
 * `prenom`. Letters beyond ASCII become `u` and their code point in hex, since a key of a Convex record is ASCII.
 * Empty where there is neither letter nor digit.
 */
export function fieldKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(DIACRITICS, "")
    .replace(NOT_LETTERS, "")
    .toLowerCase()
    .replace(BEYOND_ASCII, (character) => `u${character.codePointAt(0)?.toString(16) ?? ""}`);
}
