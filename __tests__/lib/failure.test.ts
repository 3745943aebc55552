import { describe, expect, test } from "@jest/globals";
import { ConvexError } from "convex/values";
import { codeOf, failureOf } from "@/lib/failure";

test("an error that one of our functions threw is read with its code and text", () => {
  const failure = { code: "invalid", message: "email is not an address.", field: "email" };
  expect(failureOf(new ConvexError(failure))).toEqual(failure);
  expect(codeOf(new ConvexError(failure))).toBe("invalid");
});

describe("is not a failure:", () => {
  test.each<[string, unknown]>([
    [
      "an error of another kind with the same data",
      Object.assign(new Error(), { data: { code: "invalid" } }),
    ],
    ["a ConvexError with only a text", new ConvexError("invalid")],
    ["a ConvexError without a code", new ConvexError({ message: "no" })],
    ["a ConvexError whose code is a number", new ConvexError({ code: 7, message: "no" })],
    ["a ConvexError without a message", new ConvexError({ code: "invalid" })],
    ["a ConvexError with null", new ConvexError(null)],
    ["no error", undefined],
  ])("%s", (_, error) => {
    expect(failureOf(error)).toBeNull();
    expect(codeOf(error)).toBeUndefined();
  });
});
