export const COOLDOWN_MS = 60_000;

/**
 * Whole seconds until another email may be asked for. The deployment holds the limit itself; this only tells people of it.
 * @param askedAt in milliseconds, as `now` is
 */
export function cooldownLeft(askedAt: number, now: number, cooldownMs = COOLDOWN_MS): number {
  return Math.max(0, Math.ceil((askedAt + cooldownMs - now) / 1000));
}
