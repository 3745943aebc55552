/** "5 May 2026", in UTC, because an email does not know the time zone of its recipient. */
export const dateLabel = (at: number): string =>
  new Date(at).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "12:00", in UTC. */
export const timeLabel = (at: number): string => new Date(at).toISOString().slice(11, 16);
