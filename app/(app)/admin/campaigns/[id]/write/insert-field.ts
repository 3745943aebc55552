import { audienceOf, columnsOf, fallbackFor, lackingIn, spelt } from "@/lib/campaign-message/columns";
import type { Counts } from "../../funnel";

export type FieldChoice = {
  /** The name between the braces. */
  name: string;
  /** How many recipients have no value. */
  lacking: number;
};

/** What can be inserted: first what every list may have, then the audience's own columns. */
export function fieldChoices(counts: Counts): FieldChoice[] {
  const audience = audienceOf(counts);
  return columnsOf(audience).map((key) => ({ name: spelt(key), lacking: lackingIn(audience, key) }));
}

/** The field as it is inserted. If some recipients lack it, it has a fallback to be replaced. */
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
