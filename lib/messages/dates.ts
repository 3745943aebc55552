/** "5 May 2026", in UTC, because the recipient's time zone is unknown when an email is written. */
export const dateLabel = (at: number): string =>
  new Date(at).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "12:00", in UTC. */
export const timeLabel = (at: number): string => new Date(at).toISOString().slice(11, 16);
