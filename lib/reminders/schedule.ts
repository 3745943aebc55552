/**
 * When reminders are sent. All times are in ms since 1970, and days are whole days since 1970 in the reader's time
 * zone. This is pure code, so that the preview shows the dates that the backend uses.
 */
import { tzOffset } from "@date-fns/tz/tzOffset";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** If mail at night is off, reminders are sent only between these hours. */
const DAYTIME = { begins: 8, ends: 20 } as const;
/** Sending stops this long before the night, because a request to the provider may have to be repeated. */
const LAST_MINUTES = 5;

export interface ReminderTime {
  /** Whole days after the previous mail, by the calendar of the reader's time zone. */
  days: number;
  /** The hour of the day, from 0 to 23. */
  hour: number;
}

export interface SendingHours {
  notAtNight: boolean;
  notOnWeekends: boolean;
}

/** When a reminder is due whose previous mail was sent at `since`. */
export function dueAt(
  { days, hour }: ReminderTime,
  since: number,
  zone: string,
  hours: SendingHours,
): number {
  return onAllowedDay(localDay(since, zone) + days, hour, zone, hours);
}

/** The next time at this hour, on a day on which mail may be sent, not before `from`. */
export function nextTime(hour: number, from: number, zone: string, hours: SendingHours): number {
  const today = localDay(from, zone);
  const first = onAllowedDay(today, hour, zone, hours);
  return first >= from ? first : onAllowedDay(today + 1, hour, zone, hours);
}

/** Whether mail may be sent now to a reader in this time zone. */
export function isAllowed(at: number, zone: string, { notAtNight, notOnWeekends }: SendingHours): boolean {
  if (notOnWeekends && isWeekend(localDay(at, zone))) return false;
  const minute = Math.floor(modulo(localTime(at, zone), DAY) / MINUTE);
  return !notAtNight || (minute >= 60 * DAYTIME.begins && minute < 60 * DAYTIME.ends - LAST_MINUTES);
}

/** Whether a reminder may have this hour. */
export const isPossibleHour = (hour: number, { notAtNight }: SendingHours): boolean =>
  Number.isInteger(hour) &&
  (notAtNight ? hour >= DAYTIME.begins && hour < DAYTIME.ends : hour >= 0 && hour < 24);

function onAllowedDay(day: number, hour: number, zone: string, { notOnWeekends }: SendingHours): number {
  const allowed = notOnWeekends && isWeekend(day) ? day + (weekday(day) === 6 ? 2 : 1) : day;
  return instantOf(allowed * DAY + hour * HOUR, zone);
}

/**
 * The time at which clocks in the zone show `local`. When summer time ends, clocks show some times twice; then this is
 * the first of the two. When summer time begins, clocks skip some times; then this is as long after the change as
 * `local` is after the start of the skipped time.
 */
function instantOf(local: number, zone: string): number {
  const before = local - offsetAt(local - DAY, zone);
  const after = local - offsetAt(local + DAY, zone);
  const shown = [before, after].filter((at) => localTime(at, zone) === local);
  return shown.length === 0 ? before : Math.min(...shown);
}

const localTime = (at: number, zone: string) => at + offsetAt(at, zone);
const localDay = (at: number, zone: string) => Math.floor(localTime(at, zone) / DAY);
const modulo = (value: number, by: number) => ((value % by) + by) % by;
/** 0 is Sunday. The first day of 1970 was a Thursday. */
const weekday = (day: number) => modulo(day + 4, 7);
const isWeekend = (day: number) => weekday(day) === 0 || weekday(day) === 6;

function offsetAt(at: number, zone: string): number {
  const minutes = tzOffset(zone, new Date(at));
  if (Number.isNaN(minutes)) throw new Error(`There is no time zone ${zone}.`);
  return minutes * MINUTE;
}
