/** Forecasts who gets which reminder and when, for the preview. Reminders stop earlier for people who accept. */
import { dueAt, nextTime, type ReminderTime, type SendingHours } from "./schedule";

/** People in one time zone whose previous mail was sent, or will be sent, at `since`. */
export interface Waiting {
  zone: string;
  people: number;
  /** The number of their next reminder, counted from 1. */
  number: number;
  since: number;
}

export interface Expected {
  number: number;
  at: number;
  zone: string;
  people: number;
}

export interface ForecastPlan {
  steps: ReminderTime[];
  hours: SendingHours;
}

/** All reminders that these people get if nobody accepts. Times in the past move to the next possible time. */
export function forecast(waiting: Waiting[], { steps, hours }: ForecastPlan, now: number): Expected[] {
  return waiting.flatMap(({ zone, people, number, since }) => {
    const expected: Expected[] = [];
    let last = since;
    for (const [index, step] of steps.slice(number - 1).entries()) {
      const planned = dueAt(step, last, zone, hours);
      last = planned >= now ? planned : nextTime(step.hour, now, zone, hours);
      expected.push({ number: number + index, at: last, zone, people });
    }
    return expected;
  });
}

/** Like `forecast`, for people whose next reminder is due at a known time. */
export function forecastDue(due: (Expected & { at: number })[], plan: ForecastPlan, now: number): Expected[] {
  return due.flatMap((next) => [
    next,
    ...forecast([{ ...next, number: next.number + 1, since: next.at }], plan, now),
  ]);
}

/** One line of the preview: everybody who gets one reminder at one time. */
export interface Slot {
  number: number;
  at: number;
  people: number;
  zones: string[];
}

/** Everybody who gets the same reminder at the same time, in order. */
export function slotsOf(expected: Expected[]): Slot[] {
  const slots = new Map<string, Slot>();
  for (const { number, at, zone, people } of expected) {
    const key = `${number} ${at}`;
    const slot = slots.get(key) ?? { number, at, people: 0, zones: [] };
    const zones = slot.zones.includes(zone) ? slot.zones : [...slot.zones, zone];
    slots.set(key, { ...slot, people: slot.people + people, zones });
  }
  return [...slots.values()].sort((one, other) => one.number - other.number || one.at - other.at);
}
