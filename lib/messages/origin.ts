import { parseIpAddress } from "@latchkey/login-links/http";

export type RequestedFrom = { device: string | null; place: string | null };

/** "from Chrome on macOS, 203.0.113.7": the known parts of where a request came from. Null if nothing is known. */
export function originInWords({ device, place }: RequestedFrom): string | null {
  const known = [device, parseIpAddress(place)].filter((part) => part !== null);
  return known.length > 0 ? `from ${known.join(", ")}` : null;
}
