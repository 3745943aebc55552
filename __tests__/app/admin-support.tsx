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

/** The account of the session in which the pages are rendered. */
export const ACCOUNT = { id: "admin-id", email: "admin@example.com" };
const session = new PageSession(ACCOUNT, null);

type Mutation = (args: unknown) => Promise<unknown>;

/** The mocks of the Convex functions that a component calls, by name. Each test sets their results with `answer`. */
export const mutations: Record<string, jest.Mock<Mutation>> = {};
export const paginated = {
  current: { status: "LoadingFirstPage", isLoading: true, results: [] as unknown[] },
};
export const loadMore = jest.fn();

type Reference = Parameters<typeof getFunctionName>[0];

/**
 * Replaces `useMutation` and `useAction`. Checks that a call has the account of its page, and passes the other
 * arguments to the mock.
 */
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
  useQueries: () => ({}),
  usePaginatedQuery: () => ({ ...paginated.current, loadMore }),
}));

afterEach(() => notifications.clean());

export function answer(name: string, mutation: Mutation): jest.Mock<Mutation> {
  return (mutations[name] = jest.fn(mutation));
}

/**
 * Renders a page with the providers that it needs. `showAgain` renders another version in the same place. With
 * `env="test"`, Mantine runs no transitions.
 */
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
