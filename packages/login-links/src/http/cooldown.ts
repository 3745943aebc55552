export const COOLDOWN_MS = 60_000;

/**
 * Whole seconds until another email may be asked for. The deployment holds the limit itself; this only tells people of it.
 * Never more than the cooldown: another server, whose clock is ahead, may have set `askedAt`.
 * @param askedAt in milliseconds, as `now` is
 */
export function cooldownLeft(askedAt: number, now: number, cooldownMs = COOLDOWN_MS): number {
  const leftMs = Math.min(cooldownMs, askedAt + cooldownMs - now);
  return Math.max(0, Math.ceil(leftMs / 1000));
}
