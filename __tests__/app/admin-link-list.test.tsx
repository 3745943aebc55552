import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { MintedRow } from "@/app/(app)/admin/links/types";
import { answer, loadMore, paginated, show } from "./admin-support";

const { LinkList } = await import("@/app/(app)/admin/links/link-list");
const { currentMinute } = await import("@/app/(app)/admin/links/minute");
const { stateAt } = await import("@/app/(app)/admin/links/link-state");

const MINUTE = 60_000;
const REVOKE = { name: "Revoke the link for ada@example.com" };

const link = (changes: Partial<MintedRow> = {}): MintedRow => ({
  id: "link" as MintedRow["id"],
  createdAt: Date.now(),
  email: "ada@example.com",
  state: "ready",
  expiresAt: Date.now() + 90_000,
  usedAt: null,
  mailedAt: null,
  notMailedBecause: null,
  mintedBy: { kind: "backend" },
  next: "/dashboard",
  ...changes,
});

const list = (page: MintedRow[], isDone = true) => (
  <LinkList first={{ page, isDone }} minute={currentMinute()} />
);

const live = (status: string, results: MintedRow[] = []) =>
  (paginated.current = { status, isLoading: status.startsWith("Loading"), results });

afterEach(() => {
  live("LoadingFirstPage");
  jest.useRealTimers();
});

describe("the table of sign-in links", () => {
  it("shows the page that the server rendered until the live list has loaded", () => {
    const { showAgain } = show(list([link()]));
    expect(screen.getByText("ada@example.com")).toBeVisible();
    live("Exhausted", [link({ email: "grace@example.com" })]);
    showAgain(list([link()]));
    expect(screen.getByText("grace@example.com")).toBeVisible();
    expect(screen.queryByText("ada@example.com")).toBeNull();
  });

  it("asks for more only when there is more", async () => {
    live("CanLoadMore", [link()]);
    const { user, showAgain } = show(list([link()], false));
    await user.click(screen.getByRole("button", { name: "Show more" }));
    expect(loadMore).toHaveBeenCalledTimes(1);
    live("Exhausted", [link()]);
    showAgain(list([link()], false));
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("says so when there are no links", () => {
    live("Exhausted");
    show(list([]));
    expect(screen.getByText("No sign-in links yet")).toBeVisible();
  });

  it.each<[MintedRow["mintedBy"], string]>([
    [{ kind: "backend" }, "Backend code"],
    [{ kind: "user", userId: "u", email: "admin@example.com" }, "admin@example.com"],
    [{ kind: "apiKey", apiKeyId: "k" as never, name: "Billing" }, "API key “Billing”"],
  ])("names who made the link: %j", (mintedBy, name) => {
    show(list([link({ mintedBy })]));
    expect(screen.getByText(name)).toBeVisible();
  });

  it.each<[Partial<MintedRow>, string]>([
    [{}, "opens /dashboard"],
    [{ mailedAt: 1 }, "opens /dashboard · emailed"],
    [{ notMailedBecause: "suppressed" }, "opens /dashboard · not emailed: suppressed"],
  ])("says whether the link was mailed, and which page it opens: %j", (changes, words) => {
    show(list([link(changes)]));
    expect(screen.getByText(words)).toBeVisible();
  });

  it("shows a link as expired when its time ends while the page is open, and stops offering to revoke it", () => {
    jest.useFakeTimers({ now: new Date("2026-01-01T12:00:30Z") });
    show(list([link()]));
    expect(screen.getByText("Ready")).toBeVisible();
    expect(screen.getByRole("button", REVOKE)).toBeVisible();
    act(() => void jest.advanceTimersByTime(2 * MINUTE));
    expect(screen.getByText("Expired")).toBeVisible();
    expect(screen.queryByRole("button", REVOKE)).toBeNull();
  });

  it("counts a link as expired from the minute in which it ends, and changes no other state", () => {
    expect(stateAt({ state: "ready", expiresAt: 5 * MINUTE }, 4)).toBe("ready");
    expect(stateAt({ state: "ready", expiresAt: 5 * MINUTE }, 5)).toBe("expired");
    expect(stateAt({ state: "used", expiresAt: 5 * MINUTE }, 9)).toBe("used");
    expect(stateAt({ state: "revoked", expiresAt: 5 * MINUTE }, 9)).toBe("revoked");
  });
});

describe("revoking a link", () => {
  const dialog = () => screen.getByRole("dialog", { name: "Revoke the link for ada@example.com?" });

  it("asks first, and does nothing when the admin cancels", async () => {
    const revoke = answer("loginLinks:revoke", async () => ({ revoked: true }));
    const { user } = show(list([link()]));
    await user.click(screen.getByRole("button", REVOKE));
    await user.click(within(dialog()).getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(revoke).not.toHaveBeenCalled();
  });

  it("revokes the link of the row whose button was pressed", async () => {
    const revoke = answer("loginLinks:revoke", async () => ({ revoked: true }));
    const { user } = show(list([link()]));
    await user.click(screen.getByRole("button", REVOKE));
    await user.click(within(dialog()).getByRole("button", { name: "Revoke" }));
    expect(revoke).toHaveBeenCalledWith({ linkId: "link" });
    expect(await screen.findByText("Revoked the link for ada@example.com.")).toBeVisible();
  });

  it("keeps the dialog open when revoking fails", async () => {
    answer("loginLinks:revoke", () => Promise.reject(new Error("connection lost")));
    const { user } = show(list([link()]));
    await user.click(screen.getByRole("button", REVOKE));
    await user.click(within(dialog()).getByRole("button", { name: "Revoke" }));
    expect(await screen.findByText("Not revoked")).toBeVisible();
    expect(dialog()).toBeVisible();
  });
});
