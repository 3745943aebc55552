/** Several ranges of an index as one list. */
import type { PaginationOptions, PaginationResult } from "convex/server";

interface Range<Item> {
  paginate(options: PaginationOptions): Promise<PaginationResult<Item>>;
}

/**
 * A page of the first range, or of a later one if the ranges before it are exhausted. A page never has rows of two
 * ranges, because a query can read only one page. So it may be short or empty although more pages follow. A cursor
 * begins with the number of its range.
 */
export async function oneAfterTheOther<Item>(
  ranges: Range<Item>[],
  { cursor, endCursor, ...options }: PaginationOptions,
): Promise<PaginationResult<Item>> {
  const start = cursor === null ? FIRST : opened(cursor);
  const end = endCursor == null ? FIRST : opened(endCursor);
  const range = ranges[start.at];
  if (!range) return { page: [], isDone: true, continueCursor: cursor ?? "" };
  const found = await range.paginate({
    ...options,
    cursor: start.cursor,
    endCursor: end.at === start.at ? end.cursor : null,
  });
  const hasNext = found.isDone && start.at < ranges.length - 1;
  return {
    ...found,
    isDone: found.isDone && !hasNext,
    continueCursor: hasNext ? sealed(start.at + 1, "") : sealed(start.at, found.continueCursor),
    splitCursor: found.splitCursor == null ? null : sealed(start.at, found.splitCursor),
  };
}

const FIRST = { at: 0, cursor: null };

const sealed = (at: number, cursor: string): string => `${at} ${cursor}`;

function opened(cursor: string): { at: number; cursor: string | null } {
  const [at = "", inner = ""] = cursor.split(" ", 2);
  return { at: Number(at), cursor: inner === "" ? null : inner };
}
