import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import type * as messages from "@/lib/messages/campaign-compare";
import { type Funnel, funnelOf } from "../funnel";

export type ComparedCampaign = FunctionReturnType<typeof api.results.campaigns>["page"][number];
export type NumberColumn = keyof typeof messages.COLUMNS;
export type SortKey = NumberColumn | "name" | "launched";
export type Sorting = { by: SortKey; isDescending: boolean };

export const NEWEST_FIRST: Sorting = { by: "launched", isDescending: true };

/** Choosing a heading again reverses the order. Names start at A, and all other columns with the highest value. */
export function nextSorting({ by, isDescending }: Sorting, chosen: SortKey): Sorting {
  return chosen === by
    ? { by, isDescending: !isDescending }
    : { by: chosen, isDescending: chosen !== "name" };
}

/** Sorts by rate, because the numbers of a large and a small campaign say little side by side. */
export function sorted(rows: readonly ComparedCampaign[], { by, isDescending }: Sorting): ComparedCampaign[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one, other, by) || other.launchedAt - one.launchedAt);
}

function compare(one: ComparedCampaign, other: ComparedCampaign, by: SortKey): number {
  if (by === "name") return one.name.localeCompare(other.name, "en");
  if (by === "launched") return one.launchedAt - other.launchedAt;
  return valueOf(funnelOf(one.counts), by) - valueOf(funnelOf(other.counts), by);
}

function valueOf(funnel: Funnel, by: NumberColumn): number {
  if (by === "audience") return funnel.audience;
  const whole = by === "sent" ? funnel.audience : funnel.sent;
  return whole === 0 ? -1 : funnel[by] / whole;
}
