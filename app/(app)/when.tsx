"use client";

import { useEffect, useState } from "react";

const UTC = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
];

/** A time in milliseconds, said as "3 minutes ago". The server knows no time zone, so its HTML says it in UTC. */
export function When({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()}>
      {now === null ? `${UTC.format(at)} UTC` : relative(at, now)}
    </time>
  );
}

/** The time to half a minute, in milliseconds; null on the server and in the first render, which has to match it. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function relative(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const step = STEPS.find(([, size]) => Math.abs(now - at) >= size);
  if (!step) return "just now";
  const [unit, size] = step;
  return format.format(Math.round((at - now) / size), unit);
}
