import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { withinBudget } from "@/lib/server/budget";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("an answer in time is returned", async () => {
  await expect(withinBudget(Promise.resolve("answer"))).resolves.toBe("answer");
});

test("a call without an answer fails within four seconds", async () => {
  const failed = expect(withinBudget(new Promise(() => undefined))).rejects.toThrow("No answer within");
  await jest.advanceTimersByTimeAsync(4_000);
  await failed;
});
