const WHOLE = new Intl.NumberFormat("en-GB");

/** 12345 as "12,345", the same on the server and in every browser. */
export const grouped = (value: number): string => WHOLE.format(value);

/** "1 recipient", "970 recipients". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** A share in whole percent. 100 is only shown for all, and 0 only for none. */
export function percent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

/**
 * A share as text: "97%", "3.4%", "under 0.1%". Below 10 percent it has one decimal, because 0.4 percent of complaints
 * is far worse than 0.1 percent. 100% is only shown for all, and 0% only for none.
 */
export function percentText(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  const share = (100 * part) / whole;
  if (share >= 9.95) return `${percent(part, whole)}%`;
  return share < 0.1 ? "under 0.1%" : `${share.toFixed(1).replace(/\.0$/, "")}%`;
}
