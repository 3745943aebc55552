import { clearTimeout, setTimeout } from "node:timers";
import { CallRefused } from "./errors";

/** How long a function may take, in milliseconds of real time. */
export interface TimeLimits {
  transaction: number;
  action: number;
}

export const DEFAULT_LIMITS: TimeLimits = { transaction: 10_000, action: 600_000 };

/** Has the message of Convex's `UserTimeoutError` in crates/isolate/src/termination.rs. */
export class TimedOut extends CallRefused {
  constructor(limitMs: number) {
    super(`Function execution timed out (maximum duration: ${limitMs / 1000}s)`);
  }
}

/**
 * Waits for a function, but gives up on one that does not end: its transaction is rolled back, and the next one starts.
 * loop-guard.ts handles functions that never yield.
 */
export async function withinLimit<T>(work: Promise<T>, limitMs: number, stopped: Promise<never>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work, deadline, stopped]);
  } finally {
    clearTimeout(timer);
  }
}
