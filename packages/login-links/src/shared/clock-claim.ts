import { hmacSha256Hex } from "./digest.ts";

/**
 * What a server signs to tell Convex the time. A query must not read the clock, and it must not believe just anybody:
 * whoever said an earlier minute could read of an expired link what its page no longer shows.
 */
export const clockMessage = (minute: number): string => `latchkey clock|${minute}`;

/** The current minute, signed. The secret is the one that both sides share; it never travels itself. */
export async function signMinute(
  secret: string,
  now: number,
): Promise<{ minute: number; minuteSignature: string }> {
  const minute = Math.floor(now / 60_000);
  return { minute, minuteSignature: await hmacSha256Hex(secret, clockMessage(minute)) };
}
