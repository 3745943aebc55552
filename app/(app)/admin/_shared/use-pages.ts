"use client";

import {
  type PaginatedQueryArgs,
  type PaginatedQueryItem,
  type PaginatedQueryReference,
  useConvexAuth,
  usePaginatedQuery,
} from "convex/react";
import { useState } from "react";
import { PAGE_SIZE } from "./paging";

export type Pages<Item> = {
  /** Null until the first page has arrived. */
  rows: readonly Item[] | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** The rows are from the previous search; the new ones are still loading. */
  isStale: boolean;
};

export type FirstPage<Item> = { page: readonly Item[]; isDone: boolean };

/**
 * Pages of a live list. While another search loads, the previous rows stay visible, so that the page does not jump
 * while the user types.
 *
 * A live page contains all rows between its first and its last position. If rows are inserted there, for example by an
 * import, the page grows, up to a hundred thousand rows. Therefore a list that has grown well beyond the requested rows
 * is loaded again from the first page. Set `mayOvergrow` for a list whose page length the server chooses.
 */
export function usePages<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query> | "skip",
  first: FirstPage<PaginatedQueryItem<Query>> | null = null,
  { mayOvergrow = false } = {},
): Pages<PaginatedQueryItem<Query>> {
  type Item = PaginatedQueryItem<Query>;
  const { isAuthenticated } = useConvexAuth();
  const [wanted, setWanted] = useState(PAGE_SIZE);
  const [isAnew, setIsAnew] = useState(false);
  const live = usePaginatedQuery(query, isAuthenticated && !isAnew ? args : "skip", {
    initialNumItems: wanted,
  });
  const [last, setLast] = useState<FirstPage<Item> | null>(first);
  const isFirstLoading = live.status === "LoadingFirstPage";
  const isOvergrown = !mayOvergrow && live.results.length > wanted + PAGE_SIZE;
  // If the query is skipped for one render, it starts again at its first page.
  if (isAnew !== isOvergrown) setIsAnew(isOvergrown);
  if (!isFirstLoading && live.results !== last?.page)
    setLast({ page: live.results, isDone: live.status === "Exhausted" });
  return {
    rows: isFirstLoading ? (last?.page ?? null) : live.results,
    hasMore: isFirstLoading ? last?.isDone === false : live.status !== "Exhausted",
    isLoadingMore: live.status === "LoadingMore",
    loadMore: () => {
      setWanted(wanted + PAGE_SIZE);
      live.loadMore(PAGE_SIZE);
    },
    isStale: isFirstLoading && last !== null,
  };
}
