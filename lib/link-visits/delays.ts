/** How soon after the delivery the filters of a domain come, kept as a few counters. */

/** In seconds. */
const FILTER_SECONDS = [5, 10, 30, 60, 600, 3_600] as const;

/** For each bound, 1 if the filter came within it, otherwise 0. All 0 if the time of the visit is unknown. */
export const withinBounds = (seconds: number | null): number[] =>
  FILTER_SECONDS.map((bound) => (seconds !== null && seconds <= bound ? 1 : 0));

/** The smallest bound within which at least nine in ten of the filtered links were opened. Null if there is none. */
export function mostWithin(within: readonly number[], filtered: number): number | null {
  if (filtered === 0) return null;
  return FILTER_SECONDS.find((_, index) => (within[index] ?? 0) >= 0.9 * filtered) ?? null;
}
