import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { answer, catchFiles, live, pages, show } from "./people-support";

const push = jest.fn();
jest.unstable_mockModule("next/navigation", () => ({ useRouter: () => ({ push }) }));

const { PersonAccount } = await import("@/app/(app)/admin/people/[id]/person-account");
const { PersonActions } = await import("@/app/(app)/admin/people/[id]/person-actions");
const { PersonCampaigns } = await import("@/app/(app)/admin/people/[id]/person-campaigns");
const { PersonStatus } = await import("@/app/(app)/admin/people/[id]/person-status");
const { FindAddress } = await import("@/app/(app)/admin/people/find-address");

type Account = Parameters<typeof PersonAccount>[0]["account"];

const EMAIL = "ada@example.com";
const AT = Date.UTC(2026, 0, 2);
const NOBODY: Account = { member: null, isYou: false, blocked: null, links: [], audit: [] };

beforeEach(() => live([]));

describe("the status", () => {
  it("says that campaigns may mail the person, and that they have never signed in", () => {
    show(<PersonStatus person={{ email: EMAIL, suppression: null }} account={NOBODY} />);
    expect(screen.getByText("Campaigns may mail this address.")).toBeVisible();
    expect(screen.getByText("Has never signed in.")).toBeVisible();
  });

  it("says why an address is suppressed, with the note, and nothing of the account to a marketer", () => {
    const suppression = { reason: "bounced" as const, note: "550 unknown", since: AT };
    show(<PersonStatus person={{ email: EMAIL, suppression }} account={null} />);
    expect(screen.getByText(/no campaign mails this address.*Bounced.*550 unknown/)).toBeVisible();
    expect(screen.queryByText("Has never signed in.")).toBeNull();
  });
});

it("a campaign's row has the mail, and the link as it is at this minute", () => {
  const campaign = { name: "Spring", status: "sent" };
  const link = { state: "ready", expiresAt: AT };
  live([{ id: "r", campaignId: "c", email: EMAIL, fields: {}, status: "delivered", campaign, link }]);
  show(<PersonCampaigns id="r" minute={AT / 60_000} />);
  const row = within(screen.getByRole("row", { name: /Spring/ }));
  expect(row.getByText("Delivered")).toBeVisible();
  expect(row.getByText("Expired")).toBeVisible();
  expect(row.getByRole("button", { name: "Timeline in Spring" })).toBeVisible();
});

it("admins see links and audit rows, in words", () => {
  const link = { id: "l", purpose: "invite", state: "used", createdAt: AT, expiresAt: AT, usedAt: AT };
  const event = {
    id: "e",
    at: AT,
    action: "link.exchanged",
    actor: EMAIL,
    actorKind: "user",
    subject: EMAIL,
  };
  show(<PersonAccount account={{ ...NOBODY, links: [link], audit: [event] } as Account} minute={0} />);
  expect(within(screen.getByRole("table", { name: "Links" })).getByText("Invitation")).toBeVisible();
  expect(screen.getByRole("table", { name: "Audit log" })).not.toHaveTextContent("link.exchanged");
  expect(screen.getByText("No session is open.")).toBeVisible();
});

describe("an admin's actions", () => {
  it("record the export first, and then download the data", async () => {
    const files = catchFiles();
    const note = answer("person:noteExport", async () => null);
    pages["person:data"] = [{ email: EMAIL } as never];
    const { user } = show(<PersonActions id="r" email={EMAIL} isYou={false} />);
    await user.click(screen.getByRole("button", { name: "Download data" }));
    await waitFor(() => expect(files).toHaveLength(1));
    expect(note).toHaveBeenCalled();
    expect(JSON.parse(await files[0]!.text())).toEqual({ email: EMAIL });
  });

  it("erase the person after a question that says what is kept", async () => {
    const erase = answer("person:erase", async () => null);
    const { user } = show(<PersonActions id="r" email={EMAIL} isYou={false} />);
    await user.click(screen.getByRole("button", { name: "Erase" }));
    expect(erase).not.toHaveBeenCalled();
    expect(screen.getByText(/A hash of the address stays suppressed/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Erase this person" }));
    await waitFor(() => expect(erase).toHaveBeenCalledWith(expect.objectContaining({ id: "r" })));
  });

  it("do not erase the admin's own account", () => {
    show(<PersonActions id="r" email={EMAIL} isYou />);
    expect(screen.queryByRole("button", { name: "Erase" })).toBeNull();
  });
});

describe("finding an address", () => {
  async function find(id: string | null) {
    push.mockClear();
    pages["person:find"] = [id as never];
    const { user } = show(<FindAddress />);
    await user.click(screen.getByRole("button", { name: "Find an address" }));
    await user.type(screen.getByLabelText("Email address"), EMAIL);
    await user.click(screen.getByRole("button", { name: "Find" }));
  }

  it("opens the person's page, by an id and not by the address", async () => {
    await find("row-id");
    await waitFor(() => expect(push).toHaveBeenCalledWith("/admin/people/row-id"));
  });

  it("says so if nothing is stored about it", async () => {
    await find(null);
    expect(await screen.findByText("Nothing is stored about this address.")).toBeVisible();
    expect(push).not.toHaveBeenCalled();
  });
});
