import { expect, test } from "@jest/globals";
import { firstPartOf } from "@/lib/first-check";

test.each([
  [0, null],
  [500, null],
  [501, 50],
  [2_500, 50],
  [2_501, 51],
  [100_000, 2_000],
])("for %i recipients, the first part is %s", (recipients, size) => {
  expect(firstPartOf(recipients)).toBe(size);
});
