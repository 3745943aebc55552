import { setTimeout as sleep } from "node:timers/promises";

interface Patience {
  withinMs: number;
  everyMs?: number;
}

/** Repeats `look` until it has a result. Null if it had none in time. */
export async function until<T>(
  look: () => Promise<T | null>,
  { withinMs, everyMs = 50 }: Patience,
): Promise<T | null> {
  for (const end = Date.now() + withinMs; ; await sleep(everyMs)) {
    const found = await look();
    if (found !== null || Date.now() >= end) return found;
  }
}
