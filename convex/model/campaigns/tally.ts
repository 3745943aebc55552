import { filledKeys } from "../../../lib/merge-values";
import type { Doc } from "../../_generated/dataModel";
import type { Counts } from "./counts";

type Filled = Pick<Doc<"recipients">, "email" | "name" | "fields">;

/**
 * How many recipients there are, and how many have each field, by its merge key (`has:company`). So the page can point
 * out a variable that some of a hundred thousand recipients lack without reading them.
 */
export function tallyOf(recipients: Filled[], sign: 1 | -1 = 1): Counts {
  const tally: Counts = { recipients: sign * recipients.length };
  for (const key of recipients.flatMap(filledKeys)) tally[`has:${key}`] = (tally[`has:${key}`] ?? 0) + sign;
  return tally;
}
