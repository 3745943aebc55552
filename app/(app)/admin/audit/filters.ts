import type { PaginatedQueryArgs } from "convex/react";
import type { api } from "@/convex/_generated/api";

/** The typed values of the fields. Days are `YYYY-MM-DD`, in the time zone of the browser. */
export type Filters = { actor: string; action: string; subject: string; from: string; to: string };

export const NO_FILTERS: Filters = { actor: "", action: "", subject: "", from: "", to: "" };

export type AuditArgs = PaginatedQueryArgs<typeof api.audit.list>;

/** The query's arguments: empty fields are left out, and the last day is included as a whole. */
export function toArgs({ actor, action, subject, from, to }: Filters): AuditArgs {
  return {
    ...textArg("actor", asWritten(actor)),
    ...textArg("action", action),
    ...textArg("subject", asWritten(subject)),
    ...dayArg("from", from, 0),
    ...dayArg("to", to, 1),
  };
}

/** Addresses are stored in lower case; the names of keys and campaigns as they were given. */
function asWritten(value: string): string {
  const text = value.trim();
  return text.includes("@") ? text.toLowerCase() : text;
}

const textArg = (name: string, value: string) => (value === "" ? {} : { [name]: value });

function dayArg(name: string, day: string, daysLater: number) {
  const at = startOfDay(day, daysLater);
  return at === null ? {} : { [name]: at };
}

/**
 * The local midnight at the start of `day`, or `daysLater` days later, in ms; null for an invalid day. The days are
 * added with the calendar, because one day in spring has 23 hours.
 */
function startOfDay(day: string, daysLater: number): number | null {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(year, month - 1, date + daysLater).getTime();
  return Number.isNaN(at) ? null : at;
}
