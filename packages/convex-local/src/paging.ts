import { createHash } from "node:crypto";
import { ConvexError, type JSONValue } from "convex/values";

/** Convex's TRANSACTION_MAX_READ_SIZE_ROWS in crates/common/src/knobs.rs. */
const MAX_PAGE_SIZE = 32_000;

interface PageArguments {
  query: JSONValue;
  cursor: string | null;
  endCursor?: string | null;
  pageSize: number;
  maximumRowsRead?: number;
  maximumBytesRead?: number;
}
interface PageAnswer {
  continueCursor: string;
  splitCursor: string | null;
}

/**
 * Follows Convex's `query_page` in crates/isolate/src/environment/udf/async_syscall.rs: refuses the same arguments, and
 * makes cursors that are only valid for the query that they came from.
 */
export async function readPage(
  args: PageArguments,
  read: (json: string) => Promise<string>,
): Promise<unknown> {
  checkSizes(args);
  const query = fingerprint(args.query);
  const inner = { ...args, cursor: opened(args.cursor, query), endCursor: opened(args.endCursor, query) };
  const answer = JSON.parse(await read(JSON.stringify(inner))) as PageAnswer;
  const { continueCursor, splitCursor } = answer;
  return {
    ...answer,
    continueCursor: sealed(continueCursor, query),
    splitCursor: splitCursor === null ? null : sealed(splitCursor, query),
  };
}

function checkSizes({ pageSize, maximumRowsRead, maximumBytesRead }: PageArguments): void {
  if (pageSize === 0) throw new Error("Must request at least 1 document while paginating");
  if (pageSize > MAX_PAGE_SIZE) throw new Error(`Requested too many items: ${pageSize}`);
  if (maximumRowsRead === 0 || maximumBytesRead === 0)
    throw new Error("maximumRowsRead and maximumBytesRead must be greater than 0");
}

function fingerprint(query: JSONValue): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 16);
}

function sealed(cursor: string, query: string): string {
  return Buffer.from(JSON.stringify([query, cursor])).toString("base64url");
}

/**
 * The cursor for convex-test inside a cursor from `sealed`. Null (the beginning) and undefined (no end) stay unchanged.
 */
function opened<T extends string | null | undefined>(cursor: T, query: string): T | string {
  if (typeof cursor !== "string") return cursor;
  const parts = parsed(cursor);
  if (!parts) throw new Error("Failed to parse cursor");
  if (parts[0] !== query) throw fromAnotherQuery();
  return parts[1];
}

function parsed(cursor: string): [query: string, cursor: string] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const isPair =
      Array.isArray(parts) && parts.length === 2 && parts.every((part) => typeof part === "string");
    return isPair ? (parts as [string, string]) : null;
  } catch {
    return null;
  }
}

/**
 * Follows Convex's `invalid_cursor` in crates/database/src/query/mod.rs. `usePaginatedQuery` starts again when it gets
 * this data.
 */
function fromAnotherQuery(): ConvexError<{ isConvexSystemError: true; paginationError: string }> {
  const error = new ConvexError({ isConvexSystemError: true as const, paginationError: "InvalidCursor" });
  error.message =
    "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.";
  return error;
}
