/** The code of Convex's answer to a mutation that lost against others, five times in a row. Nothing of it has happened then. */
export const CONFLICT = "OptimisticConcurrencyControlFailure";

const FIRST_WAIT = 200;
const LONGEST_WAIT = 2_000;

export type RepeatSettings = {
  /** How long after the first try another may begin, in milliseconds. */
  budgetMs: number;
  /** Told before each repetition how many tries have failed. */
  onConflict?(tries: number): void;
  wait?(ms: number): Promise<void>;
  now?(): number;
};

/**
 * `fetch` for calls of Convex: what lost against other transactions is sent again, after a random wait that grows, so that
 * those who met do not meet again. Any other answer, and the last one when the time is up, goes to the caller.
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
