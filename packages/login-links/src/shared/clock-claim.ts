import { hmacSha256Hex } from "./digest.ts";

/**
 * The message that a server signs when it passes the time to Convex. A query must not read the clock, and it must not
 * trust the time of every caller: somebody who passed an earlier minute could read what the page of an expired link no
 * longer shows.
 */
export const clockMessage = (minute: number): string => `latchkey clock|${minute}`;

/** The current minute, signed with the secret that both sides share. */
export async function signMinute(
  secret: string,
  now: number,
): Promise<{ minute: number; minuteSignature: string }> {
  const minute = Math.floor(now / 60_000);
  return { minute, minuteSignature: await hmacSha256Hex(secret, clockMessage(minute)) };
}
