import { beforeEach, expect, it, jest } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { call, paginated, show } from "./admin-support";

jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  useConvex: () => undefined,
  usePaginatedQuery: () => ({ ...paginated.current, loadMore: () => undefined }),
  useQueries: () => ({}),
}));

const { State } = await import("@/app/(app)/admin/overview/state");
const { SignIns } = await import("@/app/(app)/admin/overview/sign-ins");
const { MailDomains } = await import("@/app/(app)/admin/overview/mail-domains");

type Overview = FunctionReturnType<typeof api.overview.state>;

/** The data that the server preloads for the page. */
const preloaded = <Props,>(value: unknown) =>
  ({ _name: "query", _argsJSON: {}, _valueJSON: value }) as unknown as Props;

const WELL: Overview["provider"] = {
  sentAt: null,
  eventAt: null,
  unheardSince: null,
  refusal: null,
  hasWebhookSecret: true,
};

function showState({
  stopped = [],
  provider = {},
}: {
  stopped?: unknown[];
  provider?: Partial<typeof WELL>;
}) {
  const value = { stopped, provider: { ...WELL, ...provider } };
  show(<State state={preloaded<Parameters<typeof State>[0]["state"]>(value)} />);
}

beforeEach(() => {
  paginated.current = { status: "Exhausted", isLoading: false, results: [] };
});

it("says so when nothing needs attention", () => {
  showState({});
  expect(screen.getByText(/No campaign has stopped/)).toBeVisible();
});

it("links to a campaign that stopped, with the reason", () => {
  showState({ stopped: [{ id: "c1", name: "Spring", status: "paused", because: "Too many bounces." }] });
  expect(screen.getByRole("link", { name: "Spring" })).toHaveAttribute("href", "/admin/campaigns/c1");
  expect(screen.getByText("Too many bounces.")).toBeVisible();
});

it.each([
  [/is rejecting email/, { refusal: { at: 0, message: "The key is wrong." } }],
  [/webhook is not set up/, { hasWebhookSecret: false }],
  [/No events from the mail provider/, { unheardSince: Date.now() - 11 * 60_000 }],
])("shows the notice %p", (words, provider) => {
  showState({ provider });
  expect(screen.getByText(words)).toBeVisible();
});

it("does not report missing events while they may still arrive", () => {
  showState({ provider: { sentAt: Date.now(), eventAt: 0, unheardSince: Date.now() - 9 * 60_000 } });
  expect(screen.queryByText(/No events from the mail provider/)).toBeNull();
});

it("repeats the numbers of the chart in a table, the newest day first", async () => {
  const days = [
    { day: 20_000, links: 1_200, passkeys: 34, newAccounts: 5 },
    { day: 20_001, links: 0, passkeys: 0, newAccounts: 0 },
  ];
  show(<SignIns signIns={preloaded<Parameters<typeof SignIns>[0]["signIns"]>(days)} />);
  expect(screen.getByRole("img", { name: /^1,234 sign-ins in the last 30 days/ })).toBeVisible();
  const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true });
  expect(rows.map(({ textContent }) => textContent).slice(1)).toEqual(["5 Oct0000", "4 Oct1,2341,200345"]);
});

it("shows the bounces and complaints of a domain as shares of the mails sent to it", () => {
  const row = {
    id: "d",
    domain: "one.example",
    sent: 200,
    delivered: 190,
    bounced: 10,
    complained: 1,
    blocked: 0,
  };
  paginated.current = { status: "Exhausted", isLoading: false, results: [row] };
  show(<MailDomains first={{ page: [row as never], isDone: true }} />);
  const cells = screen.getAllByRole("cell").map(({ textContent }) => textContent);
  expect(cells).toEqual(["one.example", "200", "190 (95 %)", "10 (5 %)", "1 (0.5 %)", "0"]);
});
