/** "15 minutes", "1 hour", "7 days": in the largest unit that gives a whole number. */
export function durationInWords(minutes: number): string {
  const units: [number, string][] = [
    [24 * 60, "day"],
    [60, "hour"],
    [1, "minute"],
  ];
  const [size, unit] = units.find(([size]) => minutes % size === 0 && minutes >= size) ?? [1, "minute"];
  const count = Math.round(minutes / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
