import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { act, render, screen, waitFor } from "@testing-library/react";
import { useCooldown, useSignInState } from "../../src/react/index.ts";

const answer = jest.fn<typeof fetch>();
beforeEach(() => {
  answer.mockReset();
  globalThis.fetch = answer;
});

function Page() {
  const state = useSignInState();
  return (
    <p>
      {state === undefined ? "asking" : state === null ? "out of reach" : (state.asked?.email ?? "nobody")}
    </p>
  );
}

describe("the state of a sign-in", () => {
  it("is requested with the page's own query", async () => {
    window.history.replaceState(null, "", "/login?problem=used");
    const asked = { email: "ada@example.com", askedAt: 0, secondsUntilNext: 1 };
    answer.mockResolvedValue({
      ok: true,
      json: async () => ({ asked, typed: null, problem: null }),
    } as Response);
    render(<Page />);
    expect(screen.getByText("asking")).toBeVisible();
    expect(await screen.findByText("ada@example.com")).toBeVisible();
    expect(answer).toHaveBeenCalledWith(
      "/login/state?problem=used",
      expect.objectContaining({ cache: "no-store" }),
    );
  });

  it.each([
    ["answers with an error", () => Promise.resolve({ ok: false, status: 503 } as Response)],
    ["does not answer", () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("is null if the server %s", async (_how, respond) => {
    answer.mockImplementation(respond);
    render(<Page />);
    expect(await screen.findByText("out of reach")).toBeVisible();
  });

  it("is not awaited by a page that was closed", async () => {
    answer.mockReturnValue(new Promise(() => undefined));
    const { unmount } = render(<Page />);
    await waitFor(() => expect(answer).toHaveBeenCalled());
    unmount();
    expect(answer.mock.calls[0]![1]?.signal?.aborted).toBe(true);
  });
});

describe("the cooldown", () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void jest.useRealTimers());

  it("counts down to zero, even if the device's clock is wrong", () => {
    const Clock = () => <p>{useCooldown(2)} s</p>;
    render(<Clock />);
    expect(screen.getByText("2 s")).toBeVisible();
    jest.setSystemTime(0);
    act(() => void jest.advanceTimersByTime(1_000));
    expect(screen.getByText("1 s")).toBeVisible();
    act(() => void jest.advanceTimersByTime(3_000));
    expect(screen.getByText("0 s")).toBeVisible();
  });
});
