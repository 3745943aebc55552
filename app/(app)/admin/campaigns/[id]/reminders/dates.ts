import { tzOffset } from "@date-fns/tz/tzOffset";

/** "Thu, 26 Nov 2026, 09:00", in the browser's zone or another one. */
export function dateIn(at: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...{
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    },
    ...(zone === undefined ? {} : { timeZone: namedZone(zone) }),
  }).format(zone === undefined ? at : inNamedZone(at, zone));
}

/** "Thu 09:00". */
export function clockIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: namedZone(timeZone),
  }).format(inNamedZone(at, timeZone));
}

/**
 * Some browsers accept no offset such as "+05:30" as a time zone. A time in such a zone is shown as the time in UTC that
 * is later by the offset.
 */
const isOffset = (zone: string) => /^[+-]/.test(zone);
const namedZone = (zone: string) => (isOffset(zone) ? "UTC" : zone);
const inNamedZone = (at: number, zone: string) =>
  isOffset(zone) ? at + 60_000 * tzOffset(zone, new Date(at)) : at;
