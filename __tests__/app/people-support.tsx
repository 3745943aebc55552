import { jest } from "@jest/globals";
import { getFunctionName } from "convex/server";
import { call, loadMore, paginated } from "./admin-support";

export * from "./admin-support";

/** The latest arguments of each list's query, by the query's name. */
export const asked: Record<string, unknown> = {};
/** The pages that a query without a subscription returns, one for each call, by the query's name. */
export const pages: Record<string, { page: unknown[]; isDone: boolean; continueCursor: string }[]> = {};

type Reference = Parameters<typeof getFunctionName>[0];

/** Like the mock in admin-support. It also records the arguments of lists, and has a client for exports. */
jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  useQuery: () => undefined,
  useQueries: () => ({}),
  usePaginatedQuery: (reference: Reference, args: unknown) => {
    asked[getFunctionName(reference)] = args;
    return { ...paginated.current, loadMore };
  },
  useConvex: () => ({
    query: async (reference: Reference) => pages[getFunctionName(reference)]?.shift(),
  }),
}));

/** Sets the current state of the live list. */
export function live(results: unknown[], status = "Exhausted") {
  paginated.current = { status, isLoading: status !== "Exhausted" && status !== "CanLoadMore", results };
}

/** Records the files that the page offers for download. */
export function catchFiles(): { name: string; text: () => Promise<string> }[] {
  const files: { name: string; text: () => Promise<string> }[] = [];
  let last: Blob | null = null;
  URL.createObjectURL = (blob) => {
    last = blob as Blob;
    return "blob:file";
  };
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const blob = last;
    files.push({ name: this.download, text: () => textOf(blob) });
  });
  return files;
}

function textOf(blob: Blob | null): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob ?? new Blob());
  });
}
