"use client";

import { LANGUAGE } from "@/lib/messages/language";
import { JUST_NOW } from "@/lib/messages/shell";
import { usePageClock } from "./page-clock";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * 60_000],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
];

/**
 * A time in milliseconds as "3 minutes ago". The server's HTML contains the same text, so nothing moves when the script
 * starts.
 */
export function When({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{relative(at, usePageClock())}</time>;
}

export function relative(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
  const step = STEPS.find(([, size]) => Math.abs(now - at) >= size);
  if (!step) return JUST_NOW;
  const [unit, size] = step;
  return format.format(Math.round((at - now) / size), unit);
}
