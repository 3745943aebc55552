import { filledKeys } from "../../../lib/merge-values";
import type { Doc } from "../../_generated/dataModel";
import type { Counts } from "./counts";

type Filled = Pick<Doc<"recipients">, "email" | "name" | "fields">;

/**
 * The number of recipients, and for each merge key the number of recipients who have a value (for example
 * `has:company`). With these counters the page can show which variables some recipients lack, without reading all
 * recipients. @param sign -1 to subtract the recipients from the counters
 */
export function tallyOf(recipients: Filled[], sign: 1 | -1 = 1): Counts {
  const tally: Counts = { recipients: sign * recipients.length };
  for (const key of recipients.flatMap(filledKeys)) tally[`has:${key}`] = (tally[`has:${key}`] ?? 0) + sign;
  return tally;
}
