"use client";

import {
  type PaginatedQueryArgs,
  type PaginatedQueryItem,
  type PaginatedQueryReference,
  useConvexAuth,
  usePaginatedQuery,
} from "convex/react";
import { useEffect } from "react";

/**
 * All rows of a paged query, live. Null until the last page has arrived. Only the pages whose rows change are read
 * again.
 */
export function useEveryPage<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query>,
  pageSize: number,
): readonly PaginatedQueryItem<Query>[] | null {
  const { isAuthenticated } = useConvexAuth();
  const options = { initialNumItems: pageSize };
  const { results, status, loadMore } = usePaginatedQuery(query, isAuthenticated ? args : "skip", options);
  useEffect(() => {
    if (status === "CanLoadMore") loadMore(pageSize);
  }, [status, loadMore, pageSize]);
  return status === "Exhausted" ? results : null;
}
