import type { Counts } from "../../funnel";

export type Hour = { hour: number; counts: Counts };
export type Bucket = { label: string } & Record<(typeof SHOWN)[number], number>;

export const SHOWN = ["sent", "delivered", "opened", "clicked", "accepted"] as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** With more hours than this, the chart shows days. */
const MAX_HOURS = 72;
const MAX_DAYS = 60;
/**
 * The chart shows at least this many hours, so that a campaign that was sent within an hour is a bar at the left and
 * not a single bar in the middle.
 */
const MIN_HOURS = 12;

/**
 * The counts of each hour, including hours without events. If there are more than MAX_HOURS, the counts of each day (in
 * UTC).
 */
export function bucketsOf(hours: readonly Hour[]): Bucket[] {
  const [first] = hours;
  const last = hours.at(-1);
  if (!first || !last) return [];
  const size = (last.hour - first.hour) / HOUR >= MAX_HOURS ? DAY : HOUR;
  const startOf = (at: number) => Math.floor(at / size) * size;
  const passed = (startOf(last.hour) - startOf(first.hour)) / size + 1;
  const count = size === DAY ? Math.min(MAX_DAYS, passed) : Math.min(MAX_HOURS, Math.max(MIN_HOURS, passed));
  return Array.from({ length: count }, (_, index) => {
    const start = startOf(first.hour) + index * size;
    return { label: labelOf(start, size), ...totalOf(hours.filter(({ hour }) => startOf(hour) === start)) };
  });
}

function totalOf(hours: readonly Hour[]): Record<(typeof SHOWN)[number], number> {
  const total = (name: string) =>
    Math.max(
      0,
      hours.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0),
    );
  return Object.fromEntries(SHOWN.map((name) => [name, total(name)])) as Record<
    (typeof SHOWN)[number],
    number
  >;
}

const TIME = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const labelOf = (at: number, size: number) => (size === DAY ? DATE : TIME).format(at);

/**
 * The ticks of the vertical axis, from 0 to the highest bar or just above it. There are at most five steps of 1, 2 or 5
 * times a power of ten.
 */
export function ticksFor(buckets: readonly Bucket[]): number[] {
  const highest = Math.max(1, ...buckets.flatMap((bucket) => SHOWN.map((name) => bucket[name])));
  const size = 10 ** Math.floor(Math.log10(highest / MAX_TICKS));
  const step = Math.max(
    1,
    size * ([1, 2, 5, 10].find((factor) => highest <= MAX_TICKS * size * factor) ?? 10),
  );
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

const MAX_TICKS = 5;
