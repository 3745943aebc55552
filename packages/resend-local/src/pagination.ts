import { ApiError } from "./api/errors";

/** Cursors are ids, as in Resend: `after` leads to the following rows, `before` back to the previous ones. */
export type Cursors = { limit: number; after?: string; before?: string };

/** `total` counts all rows, not only those on this page. */
export type Paged<Row> = { rows: Row[]; hasMore: boolean; total: number };

/** One page of a list. @throws ApiError `validation_error` for a cursor that is not in the list */
export function paged<Row extends { id: string }>(
  all: Row[],
  { limit, after, before }: Cursors,
  what: string,
): Paged<Row> {
  const total = all.length;
  if (before !== undefined) {
    const end = place(all, before, what);
    return { rows: all.slice(Math.max(0, end - limit), end), hasMore: end > limit, total };
  }
  const start = after === undefined ? 0 : place(all, after, what) + 1;
  return { rows: all.slice(start, start + limit), hasMore: total > start + limit, total };
}

function place(all: { id: string }[], id: string, what: string): number {
  const index = all.findIndex((row) => row.id === id);
  if (index >= 0) return index;
  throw new ApiError("validation_error", `The pagination cursor is not ${what} of this list.`);
}
