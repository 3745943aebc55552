import { expect, test } from "@jest/globals";
import { LatestCall } from "@/lib/latest-call";

/** Calls that end one by one, when the test says so. */
function heldCalls() {
  const made: string[] = [];
  const ends: (() => void)[] = [];
  const calls = new LatestCall<string>((given) => {
    made.push(given);
    return new Promise((resolve) => ends.push(resolve));
  });
  const endNext = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { calls, made, endNext };
}

test("makes one call at a time, and then only the newest waiting one", async () => {
  const { calls, made, endNext } = heldCalls();
  for (const given of ["a", "ab", "abc"]) calls.request(given);
  expect(made).toEqual(["a"]);
  await endNext();
  expect(made).toEqual(["a", "abc"]);
  await endNext();
  calls.request("abcd");
  expect(made).toEqual(["a", "abc", "abcd"]);
});

test("makes no call after it was stopped", async () => {
  const { calls, made, endNext } = heldCalls();
  calls.request("a");
  calls.request("ab");
  calls.stop();
  await endNext();
  expect(made).toEqual(["a"]);
});
