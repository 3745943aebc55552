/**
 * The answer, or an error after `timeoutMs`. What is given up on may still happen: only wait like this for what can be
 * asked for again.
 */
export async function withTimeout<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([answer, tooLong]).finally(() => clearTimeout(timer));
}

/** For `fetch`. Undefined where the runtime has none: Convex's own `fetch` does not look at a signal. */
export const timeoutSignal = (timeoutMs: number): AbortSignal | undefined =>
  "timeout" in AbortSignal ? AbortSignal.timeout(timeoutMs) : undefined;
