import { beforeEach, describe, expect, it } from "@jest/globals";
import { screen, waitFor, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { answer, asked, live, show } from "./people-support";

const { PeopleList } = await import("@/app/(app)/admin/people/people-list");
const { InviteColleague } = await import("@/app/(app)/admin/people/invite-colleague");

type Person = Parameters<typeof PeopleList>[0]["first"]["page"][number];

const person = (changes: Partial<Person> = {}) =>
  ({
    id: "member",
    joinedAt: Date.now() - 60_000,
    email: "ada@example.com",
    name: "",
    lastSeenAt: null,
    role: "member",
    isYou: false,
    isNamedAdmin: false,
    ...changes,
  }) as Person;

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const dialog = () => screen.getByRole("dialog");
const refusal = (message: string) => new ConvexError({ code: "conflict", message });
const NOT_AN_ADDRESS = new ConvexError({ code: "invalid", message: "Not even close.", field: "email" });
const LAST_ADMIN = "This is the only admin. Make somebody else an admin first.";

function showPeople(...people: Person[]) {
  live(people);
  return show(<PeopleList first={{ page: people, isDone: true }} />);
}

beforeEach(() => live([]));

describe("the list", () => {
  it("passes the search and the filter to the server", async () => {
    const { user } = showPeople(person());
    await user.type(screen.getByRole("searchbox", { name: "Search by name or address" }), "ad");
    await user.selectOptions(screen.getByRole("combobox", { name: "Role" }), "marketer");
    await waitFor(() => expect(asked["people:list"]).toEqual({ search: "ad", role: "marketer" }));
  });

  it("marks the viewer, and the people whom ADMIN_EMAILS names", () => {
    showPeople(person({ isYou: true, isNamedAdmin: true, role: "admin" }));
    expect(screen.getByText("you · listed in ADMIN_EMAILS")).toBeVisible();
  });

  it("shows the name first, then the address", () => {
    showPeople(person({ name: "Ada Lovelace" }));
    expect(screen.getByText("Ada Lovelace")).toBeVisible();
    expect(screen.getByText("ada@example.com")).toBeVisible();
  });

  it.each([
    ["Not yet", null],
    ["In the last hour", 59],
    ["1 hour ago", 61],
  ])("shows %p for somebody who was last seen %p minutes ago", (words, minutes) => {
    showPeople(person({ lastSeenAt: minutes === null ? null : Date.now() - minutes * 60_000 }));
    expect(screen.getByText(words)).toBeVisible();
  });

  it("offers to search further if a page has no match", () => {
    live([], "CanLoadMore");
    show(<PeopleList first={{ page: [], isDone: false }} />);
    expect(screen.getByText(/No matches so far/)).toBeVisible();
    expect(button("Show more")).toBeVisible();
  });

  it("says so when nobody matches", () => {
    showPeople();
    expect(screen.getByText("No matching people")).toBeVisible();
  });
});

describe("changing a role", () => {
  it("happens when the button is pressed, not when a role is selected", async () => {
    const setRole = answer("people:setRole", async () => null);
    const { user } = showPeople(person());
    await user.click(button("Change role of ada@example.com"));
    await user.click(within(dialog()).getByRole("radio", { name: "Marketer" }));
    expect(setRole).not.toHaveBeenCalled();
    await user.click(button("Make them a marketer"));
    expect(setRole).toHaveBeenCalledWith({ memberId: "member", role: "marketer" });
    expect(await screen.findByText("ada@example.com is a marketer now.")).toBeVisible();
  });

  it("tells the last admin why they cannot change their role", async () => {
    answer("people:setRole", () => Promise.reject(refusal(LAST_ADMIN)));
    const { user } = showPeople(person({ role: "admin", isYou: true }));
    await user.click(button("Change role of ada@example.com"));
    await user.click(within(dialog()).getByRole("radio", { name: "Member" }));
    expect(within(dialog()).getByText(/Only another admin can give the role back/)).toBeVisible();
    await user.click(button("Make them a member"));
    expect(await within(dialog()).findByText(LAST_ADMIN)).toBeVisible();
  });
});

describe("removing somebody", () => {
  it("asks first, says what will happen, and confirms when it is done", async () => {
    const remove = answer("people:remove", async () => null);
    const { user } = showPeople(person({ role: "marketer" }));
    await user.click(button("Remove ada@example.com"));
    expect(within(dialog()).getByText(/All their sessions end now.*no longer a marketer/)).toBeVisible();
    await user.click(within(dialog()).getByRole("button", { name: "Remove" }));
    expect(remove).toHaveBeenCalledWith({ memberId: "member" });
    expect(await screen.findByText("ada@example.com is signed out everywhere.")).toBeVisible();
  });

  it("warns that somebody named in ADMIN_EMAILS becomes an admin again", async () => {
    const { user } = showPeople(person({ role: "admin", isNamedAdmin: true }));
    await user.click(button("Remove ada@example.com"));
    expect(within(dialog()).getByText(/Remove it there too/)).toBeVisible();
  });

  it("shows the refusal to remove the last admin", async () => {
    answer("people:remove", () => Promise.reject(refusal(LAST_ADMIN)));
    const { user } = showPeople(person({ role: "admin" }));
    await user.click(button("Remove ada@example.com"));
    await user.click(within(dialog()).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText(LAST_ADMIN)).toBeVisible();
  });
});

describe("inviting a colleague", () => {
  async function openForm() {
    const { user } = show(<InviteColleague />);
    await user.click(button("Invite a colleague"));
    return user;
  }
  const email = () => screen.getByRole("textbox", { name: /^Email/ });

  it("sends the address, the role and, if there is one, the name", async () => {
    const invite = answer("people:invite", async () => null);
    const user = await openForm();
    await user.type(email(), " grace@example.com ");
    await user.click(screen.getByRole("radio", { name: "Admin" }));
    await user.click(button("Send the invite"));
    expect(invite).toHaveBeenCalledWith({ email: "grace@example.com", role: "admin" });
    expect(await screen.findByText("The invite is on its way to grace@example.com.")).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("shows at the address field that the server refused the address", async () => {
    answer("people:invite", () => Promise.reject(NOT_AN_ADDRESS));
    const user = await openForm();
    await user.type(email(), "grace@example");
    await user.click(button("Send the invite"));
    await waitFor(() => expect(email()).toHaveAccessibleDescription(/This is not an email address/));
  });

  it("shows any other refusal above the form, even if its text begins with the name of a field", async () => {
    answer("people:invite", () => Promise.reject(refusal("email could not be sent: try again later.")));
    const user = await openForm();
    await user.type(email(), "grace@example.com");
    await user.click(button("Send the invite"));
    expect(await within(dialog()).findByText("email could not be sent: try again later.")).toBeVisible();
    expect(email()).not.toHaveAccessibleDescription(/This is not an email address/);
  });
});
