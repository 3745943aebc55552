import { expect, it } from "@jest/globals";
import { ConvexError } from "convex/values";
import { isAuthError, withToken } from "../../src/http/tokens.ts";

it("an authentication error is distinguished from any other", () => {
  expect(isAuthError(new ConvexError({ code: "unauthenticated", message: "" }))).toBe(true);
  expect(
    isAuthError(new Error('{"code":"Unauthenticated","message":"Could not verify OIDC token claim."}')),
  ).toBe(true);
  expect(isAuthError(new ConvexError({ code: "forbidden", message: "" }))).toBe(false);
  expect(isAuthError(new ConvexError("unauthenticated"))).toBe(false);
  expect(isAuthError(new TypeError("fetch failed"))).toBe(false);
  expect(isAuthError(null)).toBe(false);
});

it("a call is repeated once with a new token after such an error, and after no other", async () => {
  const used: (string | undefined)[] = [];
  const read = async (isReplacement: boolean) =>
    isReplacement ? { token: "new", isFresh: true } : { token: "old", isFresh: false };
  const failing = (error: Error) => async (token: string | undefined) => {
    used.push(token);
    throw error;
  };
  const refused = new ConvexError({ code: "unauthenticated" });
  await expect(withToken(read, failing(refused))).rejects.toBe(refused);
  expect(used).toEqual(["old", "new"]);
  const broken = new TypeError("fetch failed");
  await expect(withToken(read, failing(broken))).rejects.toBe(broken);
  expect(used).toEqual(["old", "new", "old"]);
});

it("a new token that is refused is not replaced again", async () => {
  const refused = new ConvexError({ code: "unauthenticated" });
  let calls = 0;
  const call = async () => {
    calls += 1;
    throw refused;
  };
  await expect(withToken(async () => ({ token: "t", isFresh: true }), call)).rejects.toBe(refused);
  expect(calls).toBe(1);
});
