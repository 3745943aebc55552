import { beforeEach, expect, it } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { answer, asked, live, show } from "./people-support";

const { InvitationList } = await import("@/app/(app)/admin/people/invitations/invitation-list");

type Invitation = Parameters<typeof InvitationList>[0]["first"]["page"][number];

const ADA = "ada@example.com";

const invitation = (changes: Partial<Invitation> = {}) =>
  ({
    id: "link",
    email: ADA,
    name: null,
    role: "marketer",
    campaign: null,
    invitedBy: "admin@example.com",
    invitedAt: Date.now() - 60_000,
    expiresAt: Date.now() + 86_400_000,
    mail: "sent",
    ...changes,
  }) as Invitation;

function showInvitations(...rows: Invitation[]) {
  live(rows);
  return show(<InvitationList first={{ page: rows, isDone: true }} />);
}

const button = (name: string) => screen.getByRole("button", { name });

beforeEach(() => live([]));

it("passes the chosen source and the search to the server", async () => {
  const { user } = showInvitations(invitation());
  await user.type(screen.getByRole("searchbox", { name: "Search by address" }), "ad");
  await user.selectOptions(screen.getByRole("combobox", { name: "Sent by" }), "A campaign");
  await waitFor(() => expect(asked["invitations:list"]).toEqual({ source: "campaign", search: "ad" }));
});

it.each([
  ["Sent", {}],
  ["Sending", { mail: "sending" as const }],
  ["Not sent", { mail: "failed" as const }],
  ["Expired", { expiresAt: Date.now() - 60_000 }],
])("shows the status %p", (words, changes) => {
  showInvitations(invitation(changes));
  expect(screen.getByText(words)).toBeVisible();
});

it("sends an invitation again, and says so", async () => {
  const resend = answer("invitations:resend", async () => null);
  const { user } = showInvitations(invitation());
  await user.click(button(`Resend to ${ADA}`));
  expect(resend).toHaveBeenCalledWith({ invitationId: "link" });
  expect(await screen.findByText(/A new email is on its way to ada@example.com/)).toBeVisible();
});

it("keeps the focus on the button when the invitation has a new link", async () => {
  answer("invitations:resend", async () => null);
  const other = invitation({ id: "other" as Invitation["id"], email: "grace@example.com" });
  const { user, showAgain } = showInvitations(other, invitation());
  await user.click(button(`Resend to ${ADA}`));
  const rows = [invitation({ id: "new" as Invitation["id"], mail: "sending" }), other];
  live(rows);
  showAgain(<InvitationList first={{ page: rows, isDone: true }} />);
  expect(screen.getByText("Sending")).toBeVisible();
  expect(button(`Resend to ${ADA}`)).toHaveFocus();
});

it("shows why an invitation was not sent again", async () => {
  const message = "The campaign is paused. Resume it first.";
  answer("invitations:resend", () => Promise.reject(new ConvexError({ code: "conflict", message })));
  const { user } = showInvitations(invitation());
  await user.click(button(`Resend to ${ADA}`));
  expect(await screen.findByText(message)).toBeVisible();
});

it("asks before it revokes an invitation, then moves the focus to the list", async () => {
  const revoke = answer("invitations:revoke", async () => ({ revoked: true }));
  const { user } = showInvitations(invitation());
  await user.click(button(`Revoke the invitation for ${ADA}`));
  const dialog = screen.getByRole("dialog");
  expect(within(dialog).getByText(/The link stops working now/)).toBeVisible();
  expect(revoke).not.toHaveBeenCalled();
  await user.click(within(dialog).getByRole("button", { name: "Revoke" }));
  expect(revoke).toHaveBeenCalledWith({ invitationId: "link" });
  expect(await screen.findByText(`Revoked the invitation for ${ADA}.`)).toBeVisible();
});

it("distinguishes an empty list from a page without a match", () => {
  const { showAgain } = showInvitations();
  expect(screen.getByText("No pending invitations")).toBeVisible();
  live([], "CanLoadMore");
  showAgain(<InvitationList first={{ page: [], isDone: false }} />);
  expect(screen.getByText(/No matches so far/)).toBeVisible();
});
