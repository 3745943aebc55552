const COOLDOWN_MS = 60_000;

/** Whole seconds until another email may be asked for. The deployment keeps the same minute; this only tells people of it. */
export function cooldownLeft(askedAt: number, now: number): number {
  return Math.max(0, Math.ceil((askedAt + COOLDOWN_MS - now) / 1000));
}
