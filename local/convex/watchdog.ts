import { clearTimeout, setTimeout } from "node:timers";

/** How long a function may take, in milliseconds of real time. */
export interface TimeLimits {
  transaction: number;
  action: number;
}

export const DEFAULT_LIMITS: TimeLimits = { transaction: 10_000, action: 600_000 };

/**
 * Gives up on a function that does not come to an end; its transaction is then rolled back and the next one starts.
 * Code that never yields (an endless loop) holds up the whole process and cannot be ended from inside it.
 */
export async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = `Function execution timed out (maximum duration: ${limitMs / 1000}s)`;
    timer = setTimeout(() => reject(new Error(message)), limitMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
