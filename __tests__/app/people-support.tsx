import { jest } from "@jest/globals";
import { getFunctionName } from "convex/server";
import { call, loadMore, paginated } from "./admin-support";

export * from "./admin-support";

/** What each list was asked for last, by the query's name. */
export const asked: Record<string, unknown> = {};
/** What a query outside of a subscription answers, page by page, by its name. */
export const pages: Record<string, { page: unknown[]; isDone: boolean; continueCursor: string }[]> = {};

type Reference = Parameters<typeof getFunctionName>[0];

/** As in admin-support, with the client itself for exports, and with what a list was asked for. */
jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: call,
  useAction: call,
  usePaginatedQuery: (reference: Reference, args: unknown) => {
    asked[getFunctionName(reference)] = args;
    return { ...paginated.current, loadMore };
  },
  useConvex: () => ({
    query: async (reference: Reference) => pages[getFunctionName(reference)]?.shift(),
  }),
}));

/** The live list as it is now. */
export function live(results: unknown[], status = "Exhausted") {
  paginated.current = { status, isLoading: status !== "Exhausted" && status !== "CanLoadMore", results };
}

/** Keeps the files that the page hands to the browser. */
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
