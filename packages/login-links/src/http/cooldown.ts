export const COOLDOWN_MS = 60_000;

/**
 * Whole seconds until another email may be requested. The deployment enforces the limit itself; this is only for
 * display. Never more than the cooldown, because another server, whose clock is ahead, may have set `askedAt`.
 * @param askedAt in milliseconds, like `now`
 */
export function cooldownLeft(askedAt: number, now: number, cooldownMs = COOLDOWN_MS): number {
  const leftMs = Math.min(cooldownMs, askedAt + cooldownMs - now);
  return Math.max(0, Math.ceil(leftMs / 1000));
}
