import { expect, jest, test } from "@jest/globals";
import { renderHook } from "@testing-library/react";
import { ConvexError } from "convex/values";
import type { ReactNode } from "react";
import { api } from "@/convex/_generated/api";
import { ACCOUNT, answer } from "./admin-support";

const { PageSession, SessionContext } = await import("@/app/(app)/page-session");
const { describeFailure } = await import("@/app/(app)/describe-failure");
const { useCall } = await import("@/app/(app)/use-call");

const refusal = (code: string) => new ConvexError({ code, message: "No." });

/** Renders `useCall` on a page. Waiting for a new session always succeeds at once. */
function openPage() {
  const session = new PageSession(ACCOUNT, null);
  const signedInAgain = jest.spyOn(session, "signedInAgain").mockResolvedValue();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SessionContext value={session}>{children}</SessionContext>
  );
  const { result } = renderHook(() => useCall(api.profile.update), { wrapper });
  return { update: result.current, signedInAgain };
}

test("a call that fails without a session waits for one, then is made again", async () => {
  const mutation = answer("profile:update", async () => null);
  mutation
    .mockRejectedValueOnce(refusal("unauthenticated"))
    .mockRejectedValueOnce(refusal("unauthenticated"));
  const { update, signedInAgain } = openPage();
  await update({ name: "Ada" });
  expect(mutation.mock.calls).toEqual([[{ name: "Ada" }], [{ name: "Ada" }], [{ name: "Ada" }]]);
  expect(signedInAgain).toHaveBeenCalledTimes(2);
});

test("a call that fails again with a new session is not repeated for ever", async () => {
  const mutation = answer("profile:update", () => Promise.reject(refusal("unauthenticated")));
  await expect(openPage().update({ name: "Ada" })).rejects.toMatchObject({
    data: { code: "unauthenticated" },
  });
  expect(mutation).toHaveBeenCalledTimes(5);
});

test("a call without an answer times out with an error that says it may have succeeded", async () => {
  jest.useFakeTimers();
  try {
    answer("profile:update", () => new Promise(() => undefined));
    const failure = openPage()
      .update({ name: "Ada" })
      .catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(describeFailure(await failure)).toMatch(/The change may have been made anyway/);
  } finally {
    jest.useRealTimers();
  }
});

test("a refusal is not logged as an error on the console, but a failure is", async () => {
  const written = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const update = answer("profile:update", () => Promise.reject(refusal("invalid")));
  await expect(openPage().update({ name: "Ada" })).rejects.toThrow();
  expect(written).not.toHaveBeenCalled();
  const bug = new Error("Server Error");
  update.mockRejectedValue(bug);
  await expect(openPage().update({ name: "Ada" })).rejects.toBe(bug);
  expect(written.mock.calls).toEqual([[bug]]);
  written.mockRestore();
});

test.each([
  ["a refusal", refusal("invalid")],
  ["an unknown code", refusal("toString")],
  ["a lost connection", new Error("connection lost")],
])("any other failure is thrown to the caller: %s", async (_, error) => {
  const mutation = answer("profile:update", () => Promise.reject(error));
  const { update, signedInAgain } = openPage();
  await expect(update({ name: "Ada" })).rejects.toBe(error);
  expect(mutation).toHaveBeenCalledTimes(1);
  expect(signedInAgain).not.toHaveBeenCalled();
});
