/** Search for people by name or address. Each typed word must be the beginning of a word of the name or the address. */

/** Letters that Unicode does not decompose into a plain letter and a mark. */
const PLAIN: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
const MARKS = /\p{M}/gu;
const APOSTROPHES = /['’ʼ`]/g;

/**
 * At most this many words of a text are used. A name of 200 characters could otherwise produce up to a hundred words.
 */
export const MOST_WORDS = 12;

/** The text without case, accents and apostrophes, so that "José O’Brien" and "jose obrien" are the same. */
function folded(text: string): string {
  const bare = text.normalize("NFKD").replace(MARKS, "").replace(APOSTROPHES, "").toLowerCase();
  return bare.replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter).normalize("NFC");
}

export function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
}

/**
 * The search word for a whole address. It begins with @ so that a search for the first word of the address does not
 * match it too and return the person twice.
 */
export const whole = (address: string): string => `@${address.normalize("NFKC").toLowerCase()}`;

/** The words under which a person is found: the whole address, the words of the name, and those of the address. */
export function searchWords({ name = "", email }: { name?: string; email: string }): string[] {
  return [...new Set([whole(email), ...wordsOf(name), ...wordsOf(email)])];
}
