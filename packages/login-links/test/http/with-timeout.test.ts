import { expect, test } from "@jest/globals";
import { TimeoutError, withTimeout } from "../../src/http/with-timeout.ts";

test("waits for an answer until the timeout", async () => {
  await expect(withTimeout(() => Promise.resolve(1), 50)).resolves.toBe(1);
  const endless = withTimeout(() => new Promise(() => undefined), 5);
  await expect(endless).rejects.toThrow(new TimeoutError("No answer within 5 ms"));
});

test("aborts the work at the timeout, and not before", async () => {
  const signals: AbortSignal[] = [];
  const keep = (signal: AbortSignal) => {
    signals.push(signal);
    return signals.length === 1 ? Promise.resolve() : new Promise<void>(() => undefined);
  };
  await withTimeout(keep, 50);
  await expect(withTimeout(keep, 5)).rejects.toThrow(TimeoutError);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});

test("passes on an error of the work", async () => {
  const refused = new Error("refused");
  await expect(withTimeout(() => Promise.reject(refused), 50)).rejects.toBe(refused);
});
