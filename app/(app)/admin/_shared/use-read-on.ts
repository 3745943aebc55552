import { useEffect, useEffectEvent } from "react";
import { PAGE_SIZE } from "./paging";
import type { Pages } from "./use-pages";

/**
 * Loads more pages until there is a screenful of rows or nothing is left. For lists whose filters the server applies
 * after it has read a page, so that a page may contain few rows.
 */
export function useReadOn({ rows, hasMore, isLoadingMore, isStale, loadMore }: Pages<unknown>): void {
  const isShort = rows !== null && rows.length < PAGE_SIZE && hasMore && !isLoadingMore && !isStale;
  const loadNext = useEffectEvent(() => loadMore());
  useEffect(() => {
    if (isShort) loadNext();
    // `rows` is a dependency, because the list may still be short after another page.
  }, [isShort, rows]);
}
