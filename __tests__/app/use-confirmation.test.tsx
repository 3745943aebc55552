import { describe, expect, it, jest } from "@jest/globals";
import { screen } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { answer, call, show } from "./admin-support";

jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  useConvex: () => undefined,
  useQueries: () => ({ own: null }),
}));

const { useConfirmation } = await import("@/app/(app)/confirm/use-confirmation");

const UNREACHABLE = "We could not reach the server. Check your connection and try again.";
const refused = new ConvexError({ code: "conflict", message: "This session has ended." });

function Confirmation({ onConfirmed }: { onConfirmed: () => void }) {
  const { mail, mailProblem, codeProblem, send, check } = useConfirmation(onConfirmed);
  return (
    <>
      <button onClick={() => void send()}>Send</button>
      <button onClick={() => void check("123456")}>Check</button>
      <p>{mail}</p>
      <p>{mailProblem ?? codeProblem}</p>
    </>
  );
}

describe.each([
  ["Send", "confirmations:request"],
  ["Check", "confirmations:confirm"],
])("%s", (name, mutation) => {
  it.each<[string, Error, string]>([
    ["shows what the server refused", refused, "This session has ended."],
    ["says that the server could not be reached", new Error("socket closed"), UNREACHABLE],
  ])("%s", async (_, error, words) => {
    answer(mutation, () => Promise.reject(error));
    const onConfirmed = jest.fn();
    const { user } = show(<Confirmation onConfirmed={onConfirmed} />);
    await user.click(screen.getByRole("button", { name }));
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByText("none")).toBeVisible();
    expect(onConfirmed).not.toHaveBeenCalled();
  });
});
