/** No answer came in time. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
}

/**
 * What `work` answers, or a TimeoutError after `timeoutMs`; its signal is aborted then. Work that does not heed the signal may
 * still happen, so only wait like this for what can be asked for again.
 */
export async function withTimeout<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeoutError(`No answer within ${timeoutMs} ms`));
      abort.abort();
    }, timeoutMs);
  });
  return Promise.race([work(abort.signal), timeout]).finally(() => clearTimeout(timer));
}

/** For `fetch`. Undefined where the runtime has none: Convex's own `fetch` does not look at a signal. */
export const timeoutSignal = (timeoutMs: number): AbortSignal | undefined =>
  "timeout" in AbortSignal ? AbortSignal.timeout(timeoutMs) : undefined;
