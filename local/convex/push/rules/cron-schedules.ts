import { Cron } from "croner";
import { PushError, type CronSpec } from "../../types";

type Schedule = Record<string, unknown>;

/** Ranges of crates/model/src/cron_jobs/types.rs. Croner stands in for saffron, on five fields as there. */
export function checkCronSpec({ identifier, spec }: CronSpec): void {
  if (!/^[\x20-\x7e]*$/.test(identifier))
    throw invalid(
      `CronIdentifier ${identifier} may hold only ASCII characters that are not control characters.`,
    );
  const schedule: Schedule = { ...spec.schedule };
  const at = `cron job "${identifier}": `;
  switch (schedule.type) {
    case "interval":
      return checkInterval(schedule, at);
    case "hourly":
      return checkRange(schedule, "minuteUTC", 0, 59, at);
    case "daily":
      return checkTimeOfDay(schedule, at);
    case "weekly":
      checkTimeOfDay(schedule, at);
      return checkDayOfWeek(schedule, at);
    case "monthly":
      checkTimeOfDay(schedule, at);
      return checkRange(schedule, "day", 1, 31, at);
    case "cron":
      return checkExpression(schedule.cron, at);
    default:
      throw invalid(`${at}Invalid JSON: no schedule of type ${JSON.stringify(schedule.type)}.`);
  }
}

function checkInterval(schedule: Schedule, at: string): void {
  const given = ["seconds", "minutes", "hours"].filter((unit) => schedule[unit] !== undefined);
  if (given.length !== 1) throw invalid(`${at}Exactly one of (seconds, minutes, hours) should be specified.`);
  const value = schedule[given[0] as string];
  if (!Number.isInteger(value) || (value as number) <= 0)
    throw invalid(`${at}Interval must be an integer greater than 0.`);
}

function checkTimeOfDay(schedule: Schedule, at: string): void {
  checkRange(schedule, "minuteUTC", 0, 59, at);
  checkRange(schedule, "hourUTC", 0, 23, at);
}

function checkRange(schedule: Schedule, field: string, from: number, to: number, at: string): void {
  const value = schedule[field];
  if (!Number.isInteger(value) || (value as number) < from || (value as number) > to)
    throw invalid(`${at}${field} must be ${from}-${to}, and is ${JSON.stringify(value)}.`);
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function checkDayOfWeek(schedule: Schedule, at: string): void {
  if (!DAYS.includes(schedule.dayOfWeek as string))
    throw invalid(`${at}dayOfWeek must be one of ${DAYS.join(", ")}.`);
}

function checkExpression(expression: unknown, at: string): void {
  if (typeof expression === "string" && expression.trim().split(/\s+/).length === 5) {
    try {
      new Cron(expression, { paused: true });
      return;
    } catch {
      // Falls through to the refusal below.
    }
  }
  throw invalid(
    `${at}"${String(expression)}" is no cron expression of five fields (minute hour day month weekday).`,
  );
}

function invalid(message: string): PushError {
  return new PushError("InvalidCron", message);
}
