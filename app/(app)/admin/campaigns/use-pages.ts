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
  /** Null until the first page is there. */
  rows: readonly Item[] | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  /** The rows are those of the search before: the ones asked for are on their way. */
  isStale: boolean;
};

export type FirstPage<Item> = { page: readonly Item[]; isDone: boolean };

/** Pages of a live list. While another search loads, what was there stays, so that nothing jumps as one types. */
export function usePages<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query>,
  first: FirstPage<PaginatedQueryItem<Query>> | null = null,
): Pages<PaginatedQueryItem<Query>> {
  type Item = PaginatedQueryItem<Query>;
  const { isAuthenticated } = useConvexAuth();
  const live = usePaginatedQuery(query, isAuthenticated ? args : "skip", { initialNumItems: PAGE_SIZE });
  const [last, setLast] = useState<FirstPage<Item> | null>(first);
  const isFirstLoading = live.status === "LoadingFirstPage";
  if (!isFirstLoading && live.results !== last?.page)
    setLast({ page: live.results, isDone: live.status === "Exhausted" });
  return {
    rows: isFirstLoading ? (last?.page ?? null) : live.results,
    hasMore: isFirstLoading ? last?.isDone === false : live.status !== "Exhausted",
    isLoadingMore: live.status === "LoadingMore",
    loadMore: () => live.loadMore(PAGE_SIZE),
    isStale: isFirstLoading && last !== null,
  };
}
