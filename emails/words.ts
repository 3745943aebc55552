import { maskEmailAddress, parseIpAddress } from "@latchkey/login-links/http";

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

/**
 * An address in the form in which a mail's body may show it. Anyone who requests a link can put any text after a plus
 * sign and the mail still arrives, so only a short word of that text is shown.
 */
export function addressInWords(address: string): string {
  if (/^www\d*\./i.test(address)) return maskEmailAddress(address);
  return address.replace(/\+(?![a-z0-9_-]{1,20}@)[^@]*@/i, "+…@");
}

export type RequestedFrom = { device: string | null; place: string | null };

/** "from Chrome on macOS, 203.0.113.7": what is known of it, or null if nothing is known. */
export function originInWords({ device, place }: RequestedFrom): string | null {
  const known = [device, parseIpAddress(place)].filter((part) => part !== null);
  return known.length > 0 ? `from ${known.join(", ")}` : null;
}

export const hostOf = (siteUrl: string): string => new URL(siteUrl).host;
