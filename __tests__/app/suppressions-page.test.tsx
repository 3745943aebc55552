import { beforeEach, describe, expect, it } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { answer, asked, catchFiles, live, pages, show } from "./people-support";

const { SuppressionList } = await import("@/app/(app)/admin/suppressions/suppression-list");
const { AddByHand } = await import("@/app/(app)/admin/suppressions/add-by-hand");
const { ExportSuppressions } = await import("@/app/(app)/admin/suppressions/export-suppressions");

type Row = Parameters<typeof SuppressionList>[0]["first"]["page"][number];

const suppression = (changes: Partial<Row> = {}) =>
  ({
    id: "row",
    createdAt: Date.UTC(2026, 0, 2),
    email: "ada@example.com",
    reason: "manual",
    note: "asked by phone",
    ...changes,
  }) as Row;

const button = (name: string) => screen.getByRole("button", { name });
const dialog = () => screen.getByRole("dialog");

beforeEach(() => live([]));

describe("the list", () => {
  it("says so when it is empty", () => {
    show(<SuppressionList first={{ page: [], isDone: true }} />);
    expect(screen.getByText("No suppressed addresses")).toBeVisible();
  });

  it("shows why each address is suppressed, and searches on the server", async () => {
    live([suppression(), suppression({ id: "other" as Row["id"], reason: "bounced", note: null })]);
    const { user } = show(<SuppressionList first={{ page: [], isDone: true }} />);
    expect(screen.getByText("asked by phone")).toBeVisible();
    expect(screen.getByText("Bounced")).toBeVisible();
    await user.type(screen.getByRole("searchbox"), "ad");
    await waitFor(() => expect(asked["suppressions:list"]).toEqual({ search: "ad" }));
  });

  it("removes a suppression after asking", async () => {
    const remove = answer("suppressions:remove", async () => null);
    live([suppression({ reason: "complained" })]);
    const { user } = show(<SuppressionList first={{ page: [], isDone: true }} />);
    await user.click(button("Remove ada@example.com"));
    expect(within(dialog()).getByText(/reported an email as spam/)).toBeVisible();
    await user.click(button("Remove it from the list"));
    expect(remove).toHaveBeenCalledWith({ suppressionId: "row" });
    expect(await screen.findByText("Campaigns can send to ada@example.com again.")).toBeVisible();
  });
});

describe("adding by hand", () => {
  const addresses = () => screen.getByRole("textbox", { name: /^Addresses/ });

  async function fill(text: string, reason = "asked by phone") {
    const { user } = show(<AddByHand />);
    await user.click(button("Add addresses"));
    await user.click(addresses());
    await user.paste(text);
    if (reason) await user.type(screen.getByRole("textbox", { name: /^Reason/ }), reason);
    await user.click(button("Suppress"));
    return user;
  }

  it("suppresses many addresses at once, with one reason", async () => {
    const add = answer("suppressions:add", async () => ({ added: 2, known: 1, rejected: [] }));
    await fill("ada@example.com, Grace <grace@example.com>\nbob@example.com");
    expect(add).toHaveBeenCalledWith({
      emails: ["ada@example.com", "grace@example.com", "bob@example.com"],
      note: "asked by phone",
    });
    expect(await screen.findByText("2 addresses suppressed. 1 was already in the list.")).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("leaves invalid addresses in the field to be corrected", async () => {
    answer("suppressions:add", async () => ({ added: 1, known: 0, rejected: ["grace@"] }));
    await fill("ada@example.com\ngrace@");
    await waitFor(() => expect(addresses()).toHaveValue("grace@"));
    expect(addresses()).toHaveAccessibleDescription(/This is not an email address/);
  });

  it("asks for a reason before it sends anything", async () => {
    const add = answer("suppressions:add", async () => ({ added: 1, known: 0, rejected: [] }));
    await fill("ada@example.com", "");
    expect(screen.getByText("Enter a reason, so that your colleagues know why.")).toBeVisible();
    expect(add).not.toHaveBeenCalled();
  });
});

it("exports all pages as a CSV without formulas, and records the export first", async () => {
  const note = answer("suppressions:noteExport", async () => null);
  const files = catchFiles();
  pages["suppressions:list"] = [
    { page: [suppression()], isDone: false, continueCursor: "next" },
    { page: [suppression({ email: "=1+1@example.com", note: null })], isDone: true, continueCursor: "end" },
  ];
  const { user } = show(<ExportSuppressions />);
  await user.click(button("Export CSV"));
  await waitFor(() => expect(files).toHaveLength(1));
  expect(note).toHaveBeenCalled();
  expect(files[0]?.name).toBe("suppressions.csv");
  expect(await files[0]?.text()).toBe(
    "Email,Reason,Note,Since\r\n" +
      "ada@example.com,manual,asked by phone,2026-01-02T00:00:00.000Z\r\n" +
      "'=1+1@example.com,manual,,2026-01-02T00:00:00.000Z\r\n",
  );
});
