const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Asks until there is an answer. What went wrong in between is not one: a lost connection, a server that restarts. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let failures = 0; ; failures++) {
    try {
      return await ask();
    } catch {
      await waitBeforeNext(failures);
    }
  }
}

/**
 * Waits longer each time, and never all pages for the same time. The wait ends early when the connection is back, and
 * when the page is looked at again.
 */
export function waitBeforeNext(failures: number): Promise<void> {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const stop = new AbortController();
    const goOn = () => {
      clearTimeout(timer);
      stop.abort();
      resolve();
    };
    const timer = setTimeout(goOn, wait);
    const { signal } = stop;
    window.addEventListener("online", goOn, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || goOn(), { signal });
  });
}
