import { MOST_WORDS, whole, wordsOf } from "./search-words";

/**
 * The words of a search, the most selective first. A word that contains an @ is searched as the beginning of an
 * address.
 */
export function typedWords(typed: string): string[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .flatMap((word) => (/[^@]@/.test(word) ? [whole(word)] : wordsOf(word)));
  const telling = (word: string) => word.length + (word.includes("@") ? 1_000 : 0);
  return [...new Set(words)].sort((a, b) => telling(b) - telling(a)).slice(0, MOST_WORDS);
}
