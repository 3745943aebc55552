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
