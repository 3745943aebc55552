import { beforeEach, expect, jest, test } from "@jest/globals";
import { act, renderHook } from "@testing-library/react";
import { makeFunctionReference, type PaginationOptions, type PaginationResult } from "convex/server";

type Row = { id: number };
type Query = { args: unknown; initialNumItems: number };

/**
 * Replaces the live query. Its result is `grown` if that is set, otherwise `rows`. After "skip" the query starts again
 * with `rows`. `asked` records each start.
 */
const list = { rows: [] as Row[], grown: null as Row[] | null, asked: [] as Query[], isSkipped: true };
const loadMore = jest.fn();

jest.unstable_mockModule("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  usePaginatedQuery: (_: unknown, args: unknown, { initialNumItems }: { initialNumItems: number }) => {
    if (args === "skip") {
      list.isSkipped = true;
      list.grown = null;
      return { status: "LoadingFirstPage", results: NONE, loadMore };
    }
    if (list.isSkipped) list.asked.push({ args, initialNumItems });
    list.isSkipped = false;
    return { status: "CanLoadMore", results: list.grown ?? list.rows, loadMore };
  },
}));

const NONE: Row[] = [];
const { usePages } = await import("@/app/(app)/admin/_shared/use-pages");
const query = makeFunctionReference<
  "query",
  { paginationOpts: PaginationOptions; search: string },
  PaginationResult<Row>
>("recipients:list");
const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

beforeEach(() => void Object.assign(list, { rows: rows(25), grown: null, asked: [], isSkipped: true }));

test("a page that has doubled because rows were added is loaded again with its original length", () => {
  const { result, rerender } = renderHook(() => usePages(query, { search: "" }));
  expect(result.current.rows).toHaveLength(25);

  list.grown = rows(40);
  rerender();
  expect(result.current.rows).toHaveLength(40);

  list.grown = rows(51);
  rerender();
  expect(result.current.rows).toHaveLength(25);
  expect(list.asked.map(({ initialNumItems }) => initialNumItems)).toEqual([25, 25]);

  act(() => result.current.loadMore());
  expect(loadMore).toHaveBeenCalledWith(25);
  list.rows = rows(50);
  list.grown = rows(76);
  rerender();
  expect(list.asked.map(({ initialNumItems }) => initialNumItems)).toEqual([25, 25, 50]);
});

test('no query runs while the arguments are "skip", and the previous rows stay', () => {
  const { result, rerender } = renderHook(
    ({ args }: { args: { search: string } | "skip" }) => usePages(query, args),
    { initialProps: { args: { search: "" } } as { args: { search: string } | "skip" } },
  );
  rerender({ args: "skip" });
  expect(list.isSkipped).toBe(true);
  expect(result.current.rows).toHaveLength(25);
  expect(result.current.isStale).toBe(true);
});
