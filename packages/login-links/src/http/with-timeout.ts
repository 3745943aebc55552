/** No answer came in time. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
}

/**
 * The result of `work`, or a TimeoutError after `timeoutMs`; its signal is aborted then. Work that ignores the signal
 * may still happen, so only use this for work that may be repeated.
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

/**
 * A signal for `fetch`. Undefined if the runtime has no timeout signals, as in Convex, whose `fetch` ignores signals.
 */
export const timeoutSignal = (timeoutMs: number): AbortSignal | undefined =>
  "timeout" in AbortSignal ? AbortSignal.timeout(timeoutMs) : undefined;
