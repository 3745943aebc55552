import { ACTIONS } from "@/lib/messages/audit";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { answer, asked, catchFiles, live, loadMore, pages, show } from "./people-support";

const { AuditList } = await import("@/app/(app)/admin/audit/audit-list");
const { toArgs, NO_FILTERS } = await import("@/app/(app)/admin/audit/filters");
const { actionLabel, describeDetails } = await import("@/app/(app)/admin/audit/describe-details");

type Row = Parameters<typeof AuditList>[0]["first"]["page"][number];

const event = (changes: Partial<Row> = {}) =>
  ({
    id: "event",
    at: Date.UTC(2026, 0, 2),
    action: "role.changed",
    actor: "admin@example.com",
    actorKind: "user",
    subject: "ada@example.com",
    ipAddress: null,
    userAgent: null,
    details: { from: "member", to: "admin" },
    ...changes,
  }) as Row;

function showAudit(rows: Row[], status?: string) {
  live(rows, status);
  return show(<AuditList first={{ page: [], isDone: true }} />);
}

beforeEach(() => void loadMore.mockClear());

describe("the list", () => {
  it("shows who did what, to whom and from where", () => {
    showAudit([
      event({
        ipAddress: "203.0.113.7",
        userAgent:
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      }),
    ]);
    expect(screen.getByText("Changed a role", { selector: "strong" })).toBeVisible();
    expect(screen.getByText("from a member to an admin")).toBeVisible();
    expect(screen.getByText("203.0.113.7")).toBeVisible();
    expect(screen.getByText("Chrome on macOS")).toBeVisible();
  });

  it("shows only the events that match the typed, chosen or clicked filter", async () => {
    const { user } = showAudit([event()]);
    await user.selectOptions(screen.getByRole("combobox", { name: "What" }), "Changed a role");
    await user.click(screen.getByRole("button", { name: "admin@example.com" }));
    await waitFor(() =>
      expect(asked["audit:list"]).toEqual({ actor: "admin@example.com", action: "role.changed" }),
    );
    expect(screen.getByRole("textbox", { name: "Who" })).toHaveValue("admin@example.com");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await waitFor(() => expect(asked["audit:list"]).toEqual({}));
  });

  it("loads the next page by itself if a page has too few rows", () => {
    showAudit([event()], "CanLoadMore");
    expect(loadMore).toHaveBeenCalled();
  });

  it("says so when no event matches", () => {
    showAudit([]);
    expect(screen.getByText("No matches")).toBeVisible();
  });

  it("exports the events that match the filters", async () => {
    const note = answer("audit:noteExport", async () => null);
    const files = catchFiles();
    pages["audit:list"] = [{ page: [event({ subject: "@sum" })], isDone: true, continueCursor: "end" }];
    const { user } = showAudit([event()]);
    await user.click(screen.getByRole("button", { name: "Export CSV" }));
    await waitFor(() => expect(files).toHaveLength(1));
    expect(note).toHaveBeenCalled();
    expect(await files[0]?.text()).toContain(
      '2026-01-02T00:00:00.000Z,admin@example.com,role.changed,\'@sum,,,"from=member; to=admin"\r\n',
    );
  });
});

describe("the filters", () => {
  it("include the whole of the last day, in the time zone of the browser", () => {
    expect(toArgs({ ...NO_FILTERS, from: "2026-03-28", to: "2026-03-29" })).toEqual({
      from: new Date(2026, 2, 28).getTime(),
      to: new Date(2026, 2, 30).getTime(),
    });
  });

  it("normalise addresses and leave names unchanged", () => {
    expect(toArgs({ ...NO_FILTERS, actor: " Billing ", subject: "Ada@Example.com" })).toEqual({
      actor: "Billing",
      subject: "ada@example.com",
    });
  });
});

it("has a text for every action, and shows the name of an unknown action", () => {
  for (const words of Object.values(ACTIONS)) expect(words).toMatch(/^[A-Z]/);
  expect(actionLabel("moon.landed")).toBe("moon.landed");
});

describe("the details of an event", () => {
  it.each([
    [{ linkId: "x", isNewUser: true, purpose: "invite" }, ["created an account", "with their invitation"]],
    [
      { purpose: "sign-in", isNewUser: false, inRequestingBrowser: true },
      ["with the link that they asked for"],
    ],
    [{ inRequestingBrowser: false }, ["in another browser than the one that asked"]],
    [{ isMailed: true, lifetimeMinutes: 60 }, ["emailed", "expires after 1 hour"]],
    [{ lifetimeMinutes: 10_080 }, ["expires after 7 days"]],
    [{ lifetimeMinutes: 45 }, ["expires after 45 minutes"]],
    [{ reason: "unknown" }, ["a link that is not from this site"]],
    [{ reason: "too_many_attempts" }, ["the code was wrong too often"]],
    [{ reason: "moon_phase" }, ["moon phase"]],
    [{ to: "a@x.example, b@x.example" }, ["to a@x.example, b@x.example"]],
    [{ because: "role.changed ada@x.example" }, ["after somebody changed a role: ada@x.example"]],
    [{ isOdd: true, someCount: 3 }, ["odd: yes", "some count: 3"]],
  ])("%j are %j", (details, phrases) => {
    expect(describeDetails(details as Record<string, string | number | boolean>)).toEqual(phrases);
  });
});
