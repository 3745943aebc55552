"use client";

import { useMounted } from "@mantine/hooks";

const UTC = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
];

/** A time in milliseconds, said as "3 minutes ago". The server knows no time zone, so its HTML says it in UTC. */
export function When({ at }: { at: number }) {
  const isMounted = useMounted();
  return (
    <time dateTime={new Date(at).toISOString()}>
      {isMounted ? relative(at, Date.now()) : `${UTC.format(at)} UTC`}
    </time>
  );
}

export function relative(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const step = STEPS.find(([, size]) => Math.abs(now - at) >= size);
  if (!step) return "just now";
  const [unit, size] = step;
  return format.format(Math.round((at - now) / size), unit);
}
