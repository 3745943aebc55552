import type { Counts } from "../../funnel";
import { fieldsOf } from "../../funnel";

export type FieldChoice = {
  /** As it is written between braces. */
  name: string;
  /** How many recipients lack it. */
  lacking: number;
};

/** Spelt as people do; lib/field-key.ts takes either for the same. */
const SPELLING: Record<string, string> = { firstname: "firstName", lastname: "lastName" };
const ALWAYS = ["firstname", "lastname", "name", "email"];

/** What can be inserted: what every list may have first, then the audience's own columns. */
export function fieldChoices(counts: Counts): FieldChoice[] {
  const having = new Map(fieldsOf(counts).map(({ key, having }) => [key, having]));
  const others = [...having.keys()].filter((key) => !ALWAYS.includes(key)).sort();
  const audience = Math.max(0, counts.recipients ?? 0);
  return [...ALWAYS, ...others].map((key) => ({
    name: SPELLING[key] ?? key,
    lacking: audience === 0 ? 0 : Math.max(0, audience - (having.get(key) ?? 0)),
  }));
}

/** The field as it is inserted. Where some lack it, with a fallback to be written over. */
export const snippetFor = ({ name, lacking }: FieldChoice): string =>
  lacking > 0 ? `{{${name}|there}}` : `{{${name}}}`;

export type Selection = { start: number; end: number };

/** The text with the snippet in place of what was selected, and what to select then: the fallback, or just behind. */
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
