import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error";

/**
 * Requests the address until it answers with a status below 500. Returns that response.
 * @throws PlainError after `timeoutMs`, with the last answer
 */
export async function waitForAnswer(url: string, what: string, timeoutMs: number): Promise<Response> {
  const deadline = Date.now() + timeoutMs;
  let last = "nothing answered";
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, {
        redirect: "manual",
        signal: AbortSignal.timeout(deadline - Date.now()),
      });
      if (response.status < 500) return response;
      last = `it answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = describe(error);
    }
    await sleep(100);
  }
  throw new PlainError(`${what} was not ready at ${url} within ${timeoutMs / 1000} s (${last}).`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
