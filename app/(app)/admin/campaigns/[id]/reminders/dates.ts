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
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(at);
}

/** "Thu 09:00". */
export function clockIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
}
