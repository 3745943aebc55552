import type { PaginatedQueryArgs, PaginatedQueryItem, PaginatedQueryReference } from "convex/react";
import type { OptionalRestArgs } from "convex/server";
import type { QueryRunner } from "../../use-call";

const PAGE = 500;

/** All rows of a paged query, one page after the other, for an export. */
export async function* everyRow<Query extends PaginatedQueryReference>(
  runner: QueryRunner,
  query: Query,
  args: PaginatedQueryArgs<Query>,
): AsyncGenerator<PaginatedQueryItem<Query>> {
  let cursor: string | null = null;
  for (;;) {
    const asked = [
      { ...args, paginationOpts: { numItems: PAGE, cursor } },
    ] as unknown as OptionalRestArgs<Query>;
    const result: { page: PaginatedQueryItem<Query>[]; isDone: boolean; continueCursor: string } =
      await runner.query(query, ...asked);
    yield* result.page;
    if (result.isDone) return;
    cursor = result.continueCursor;
  }
}

/** Turns each row into the cells of one CSV line. */
export async function* mapRows<Row, Cells>(
  rows: AsyncIterable<Row>,
  cellsOf: (row: Row) => Cells,
): AsyncGenerator<Cells> {
  for await (const row of rows) yield cellsOf(row);
}
