import { audienceOf, columnsOf, fallbackFor, lackingIn, spelt } from "@/lib/campaign-message/columns";
import type { Counts } from "../../funnel";

export type FieldChoice = {
  /** The name between the braces. */
  name: string;
  /** How many recipients have no value. */
  lacking: number;
};

/** The fields that can be inserted: first those that every list may have, then the other columns of the audience. */
export function fieldChoices(counts: Counts): FieldChoice[] {
  const audience = audienceOf(counts);
  return columnsOf(audience).map((key) => ({ name: spelt(key), lacking: lackingIn(audience, key) }));
}

/**
 * The text that is inserted for a field. If some recipients have no value, the text includes an example of a fallback,
 * which the marketer can replace.
 */
export const snippetFor = ({ name, lacking }: FieldChoice): string =>
  lacking > 0 ? `{{${name}|${fallbackFor(name)}}}` : `{{${name}}}`;

export type Selection = { start: number; end: number };

/**
 * The text with the snippet in place of the selection, and the new selection: the fallback, or the position after the
 * snippet.
 */
export function insertSnippet(
  text: string,
  { start, end }: Selection,
  snippet: string,
): { text: string; selection: Selection } {
  const bar = snippet.indexOf("|");
  const after = start + snippet.length;
  const selection = bar === -1 ? { start: after, end: after } : { start: start + bar + 1, end: after - 2 };
  return { text: text.slice(0, start) + snippet + text.slice(end), selection };
}
