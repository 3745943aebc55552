import { afterEach, expect, jest } from "@jest/globals";
import { MantineProvider } from "@mantine/core";
import { notifications, Notifications } from "@mantine/notifications";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { getFunctionName } from "convex/server";
import type { ReactNode } from "react";
import { PageSession, SessionContext } from "@/app/(app)/page-session";

/** Browser functions that Mantine needs and jsdom does not have. */
Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }),
});
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView = () => {};
Object.defineProperty(document, "fonts", { value: { addEventListener() {}, removeEventListener() {} } });

/** The account that pages are rendered for here. */
export const ACCOUNT = { id: "admin-id", email: "admin@example.com" };
const session = new PageSession(ACCOUNT, null);

type Mutation = (args: unknown) => Promise<unknown>;

/** The Convex functions that a component calls, by name; each test sets their results. */
export const mutations: Record<string, jest.Mock<Mutation>> = {};
export const paginated = {
  current: { status: "LoadingFirstPage", isLoading: true, results: [] as unknown[] },
};
export const loadMore = jest.fn();

type Reference = Parameters<typeof getFunctionName>[0];

/** Each call names the account of its page; tests look at the other arguments. */
export function call(reference: Reference) {
  return ({ forUser, ...args }: { forUser: string }) => {
    expect(forUser).toBe(ACCOUNT.id);
    return mutations[getFunctionName(reference)]?.(args) ?? Promise.resolve();
  };
}

jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  useConvex: () => undefined,
  usePaginatedQuery: () => ({ ...paginated.current, loadMore }),
}));

afterEach(() => notifications.clean());

export function answer(name: string, mutation: Mutation): jest.Mock<Mutation> {
  return (mutations[name] = jest.fn(mutation));
}

/** `env="test"` turns Mantine's transitions off. */
export function show(page: ReactNode) {
  const user = userEvent.setup();
  const { rerender } = render(inMantine(page));
  return { user, showAgain: (next: ReactNode) => rerender(inMantine(next)) };
}

function inMantine(page: ReactNode) {
  return (
    <MantineProvider env="test">
      <Notifications />
      <SessionContext value={session}>{page}</SessionContext>
    </MantineProvider>
  );
}
