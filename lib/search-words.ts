/** How people are found by name or address: each typed word has to begin one of their words. */

/** Letters that Unicode does not take apart into a plain letter and a mark. */
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

/** At most this many words of one text: a name has up to 200 characters. */
export const MOST_WORDS = 12;

/** Without case, accents and apostrophes: "José O’Brien" and "jose obrien" are the same. */
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

/** A whole address. The @ before it keeps it apart from its own words, so that a page finds nobody twice. */
export const whole = (address: string): string => `@${address.normalize("NFKC").toLowerCase()}`;

/** The words under which a person is found: the whole address, the words of the name, and those of the address. */
export function searchWords({ name = "", email }: { name?: string; email: string }): string[] {
  return [...new Set([whole(email), ...wordsOf(name), ...wordsOf(email)])];
}
