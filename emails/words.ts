/** "15 minutes", "1 hour", "7 days". */
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

export type RequestedFrom = { device: string | null; place: string | null };

/** "from Chrome on macOS, 203.0.113.7": as much as is known, null when nothing is. */
export function originInWords({ device, place }: RequestedFrom): string | null {
  const known = [device, place].filter((part) => part !== null);
  return known.length > 0 ? `from ${known.join(", ")}` : null;
}

export const hostOf = (siteUrl: string): string => new URL(siteUrl).host;
