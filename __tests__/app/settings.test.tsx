import { expect, it, jest } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import type { Preloaded } from "convex/react";
import { ConvexError } from "convex/values";
import type { api } from "@/convex/_generated/api";
import { answer, call, show } from "./admin-support";

jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  useConvex: () => undefined,
  useQueries: () => ({}),
}));

const { ProfileForm } = await import("@/app/(app)/settings/profile/profile-form");
const { SessionList } = await import("@/app/(app)/settings/sessions/session-list");

/** The data that the server preloads for the page. */
const preloaded = <Query,>(value: unknown) =>
  ({ _name: "query", _argsJSON: {}, _valueJSON: value }) as unknown as Query;

const ACCOUNT = preloaded<Preloaded<typeof api.users.current>>({ name: "Ada", email: "ada@example.com" });
const session = (id: string, isCurrent: boolean) => ({
  id,
  isCurrent,
  userAgent: null,
  ipAddress: null,
  createdAt: 0,
  lastUsedAt: 0,
});
const SESSIONS = preloaded<Preloaded<typeof api.sessions.list>>([session("a", true), session("b", false)]);

const refuse = (message: string) => () => Promise.reject(new ConvexError({ code: "invalid", message }));
const loseConnection = () => Promise.reject(new Error("socket closed"));

it("shows why the server did not save a profile", async () => {
  answer("profile:update", refuse("A name has at most 200 characters."));
  const { user } = show(<ProfileForm account={ACCOUNT} />);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("A name has at most 200 characters.")).toBeVisible();
  expect(screen.getByText("Not saved")).toBeVisible();
});

it("can save a profile again after the connection was lost", async () => {
  answer("profile:update", loseConnection);
  const { user } = show(<ProfileForm account={ACCOUNT} />);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Check the connection and try again.")).toBeVisible();
  const update = answer("profile:update", async () => null);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(update).toHaveBeenCalledWith({ name: "Ada" });
  expect(await screen.findByText("Your profile is saved.")).toBeVisible();
});

it("shows why the server did not end a session", async () => {
  answer("sessions:revoke", refuse("This session has ended already."));
  const { user } = show(<SessionList sessions={SESSIONS} />);
  await user.click(screen.getByRole("button", { name: /^End the session/ }));
  expect(await screen.findByText("This session has ended already.")).toBeVisible();
  expect(screen.getByText("Not ended")).toBeVisible();
});

it("ends a session, and keeps the focus in the list", async () => {
  const revoke = answer("sessions:revoke", async () => null);
  const { user } = show(<SessionList sessions={SESSIONS} />);
  await user.click(screen.getByRole("button", { name: /^End the session/ }));
  expect(revoke).toHaveBeenCalledWith({ sessionId: "b" });
  await waitFor(() => expect(screen.getByRole("region", { name: "Sessions" })).toHaveFocus());
});
