const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/**
 * Repeats the call until there is an answer. A failure, such as a lost connection or a restarting server, is not an
 * answer.
 */
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
 * Waits with exponential backoff and jitter, so that open pages do not all retry at the same moment. The wait ends
 * early when the connection comes back or the page becomes visible.
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
