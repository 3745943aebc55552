import { hmacSha256Hex } from "./digest";

/**
 * What Next.js signs to tell Convex the time. A query must not read the clock, and what it is told it may not believe of
 * anybody: whoever said an earlier minute could read of a link that is over what its page no longer shows.
 */
export const clockMessage = (minute: number): string => `latchkey clock|${minute}`;

/** The current minute, signed. The secret is INTERNAL_PROXY_SECRET, and never travels itself. */
export async function signMinute(
  secret: string,
  now: number,
): Promise<{ minute: number; minuteSignature: string }> {
  const minute = Math.floor(now / 60_000);
  return { minute, minuteSignature: await hmacSha256Hex(secret, clockMessage(minute)) };
}
