import type { Counts } from "../../funnel";

export type Hour = { hour: number; counts: Counts };
export type Bucket = { label: string } & Record<(typeof SHOWN)[number], number>;

export const SHOWN = ["sent", "delivered", "opened", "clicked", "accepted"] as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Beyond as many hours the chart goes by days. */
const MAX_HOURS = 72;
const MAX_DAYS = 60;

/** What happened, evenly over time: hours in which nothing did are there too. Beyond three days, by days (in UTC). */
export function bucketsOf(hours: readonly Hour[]): Bucket[] {
  const [first] = hours;
  const last = hours.at(-1);
  if (!first || !last) return [];
  const size = (last.hour - first.hour) / HOUR >= MAX_HOURS ? DAY : HOUR;
  const startOf = (at: number) => Math.floor(at / size) * size;
  const count = Math.min(
    size === DAY ? MAX_DAYS : MAX_HOURS,
    (startOf(last.hour) - startOf(first.hour)) / size + 1,
  );
  return Array.from({ length: count }, (_, index) => {
    const start = startOf(first.hour) + index * size;
    return { label: labelOf(start, size), ...totalOf(hours.filter(({ hour }) => startOf(hour) === start)) };
  });
}

function totalOf(hours: readonly Hour[]): Record<(typeof SHOWN)[number], number> {
  const total = (name: string) => hours.reduce((sum, { counts }) => sum + Math.max(0, counts[name] ?? 0), 0);
  return Object.fromEntries(SHOWN.map((name) => [name, total(name)])) as Record<
    (typeof SHOWN)[number],
    number
  >;
}

const TIME = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const labelOf = (at: number, size: number) => (size === DAY ? DATE : TIME).format(at);
