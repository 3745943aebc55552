/** The code of Convex's answer to a mutation that conflicted five times in a row. Nothing that it did was kept. */
export const CONFLICT = "OptimisticConcurrencyControlFailure";

const FIRST_WAIT = 200;
const LONGEST_WAIT = 2_000;

export type RepeatSettings = {
  /** How long after the first try another may begin, in milliseconds. */
  budgetMs: number;
  /** Called before each retry with the number of failed tries. */
  onConflict?(tries: number): void;
  wait?(ms: number): Promise<void>;
  now?(): number;
};

/**
 * A `fetch` for calls to Convex: repeats calls that conflicted with other transactions, after random and growing waits,
 * so that calls that conflicted do not meet again. Any other answer, and the last one when the time is up, is returned
 * to the caller.
 */
export function repeatingConflicts(
  send: typeof fetch,
  { budgetMs, onConflict, wait = sleep, now = Date.now }: RepeatSettings,
): typeof fetch {
  return async (input, init) => {
    const lastStart = now() + budgetMs;
    for (let tries = 1; ; tries++) {
      const response = await send(input, init);
      if (!(await isConflict(response))) return response;
      const pause = Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
      if (now() + pause > lastStart) return response;
      onConflict?.(tries);
      await wait(pause);
    }
  };
}

async function isConflict(response: Response): Promise<boolean> {
  if (response.status !== 503) return false;
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof answer === "object" && answer !== null && "code" in answer && answer.code === CONFLICT;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
