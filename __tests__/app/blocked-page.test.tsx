import { beforeEach, describe, expect, it } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { answer, asked, live, show } from "./people-support";

const { BlockedList } = await import("@/app/(app)/admin/blocked/blocked-list");

type Row = Parameters<typeof BlockedList>[0]["first"]["page"][number];

const row = (changes: Partial<Row> = {}) =>
  ({
    id: "row",
    email: "ada@example.com",
    reason: "bounced",
    at: Date.UTC(2026, 0, 2),
    details: "550 user unknown",
    ...changes,
  }) as Row;

const button = (name: string) => screen.getByRole("button", { name });
const dialog = () => within(screen.getByRole("dialog"));
const list = () => show(<BlockedList first={{ page: [], isDone: true }} />);

beforeEach(() => live([]));

it("when it is empty, says which addresses will appear here", () => {
  list();
  expect(screen.getByText("No address is blocked")).toBeVisible();
});

it("shows when and why each address was blocked, and searches on the server", async () => {
  live([row(), row({ id: "other" as Row["id"], reason: "complained", details: null })]);
  const { user } = list();
  expect(screen.getByText("550 user unknown")).toBeVisible();
  expect(screen.getByText("Reported as spam")).toBeVisible();
  await user.type(screen.getByRole("searchbox"), "ad");
  await waitFor(() => expect(asked["blockedAddresses:list"]).toEqual({ search: "ad" }));
});

describe("unblocking", () => {
  async function unblock(outcome: unknown, reason: Row["reason"] = "bounced") {
    const ask = answer("mail/unblocking:unblock", async () => outcome);
    live([row({ reason })]);
    const { user } = list();
    await user.click(button("Unblock ada@example.com"));
    return { user, ask };
  }

  it("shows advice first, and asks the provider after the admin confirms", async () => {
    const { user, ask } = await unblock({ ok: true }, "complained");
    expect(dialog().getByText(/Unblock it only if they have asked you to/)).toBeVisible();
    await user.click(dialog().getByRole("button", { name: "Unblock" }));
    expect(ask).toHaveBeenCalledWith({ blockedAddressId: "row" });
    expect(await screen.findByText("ada@example.com gets emails again.")).toBeVisible();
  });

  it("by hand: says where to do it, and records it once the admin says that it is done", async () => {
    const note = answer("blockedAddresses:noteUnblocked", async () => null);
    const { user } = await unblock({ ok: false, reason: "by_hand" });
    await user.click(dialog().getByRole("button", { name: "Unblock" }));
    expect(await dialog().findByText(/Sign in to Resend/)).toBeVisible();
    expect(note).not.toHaveBeenCalled();
    await user.click(dialog().getByRole("button", { name: "I have removed it there" }));
    expect(note).toHaveBeenCalledWith({ blockedAddressId: "row" });
  });

  it.each([
    [{ ok: false, reason: "no_answer" }, "The mail provider has not answered. Try again in a minute."],
    [{ ok: false, reason: "rate_limited", retryAfterSeconds: 90 }, /Try again in 2 min/],
  ])("which failed with %j: says why, and can be tried again", async (outcome, words) => {
    const { user, ask } = await unblock(outcome);
    await user.click(dialog().getByRole("button", { name: "Unblock" }));
    expect(await dialog().findByText(words)).toBeVisible();
    await user.click(dialog().getByRole("button", { name: "Unblock" }));
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
