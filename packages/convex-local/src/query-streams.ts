import { jsonToConvex, type Value } from "convex/values";
import type { Doc } from "./convex-test-internals";
import type { Key } from "./index-keys";

/** convex-test's cursor after the last document. */
export const END = "_end_cursor";

/** Fills the window up to `size` documents. Returns whether the source is exhausted. */
export function fill(window: Doc[], source: Iterator<Doc>, size: number): boolean {
  while (window.length < size) {
    const next = source.next();
    if (next.done) return true;
    window.push(next.value);
  }
  return false;
}

/**
 * Documents that pass the filter, up to a limit. If the limit ends the list, `onLimit` is called with the last
 * document.
 */
export function* limited(
  docs: Iterable<Doc>,
  filter: (doc: Doc) => boolean,
  limit: number | null,
  onLimit?: (last: Doc) => void,
): Generator<Doc> {
  let left = limit ?? Infinity;
  if (left <= 0) return;
  for (const doc of docs) {
    if (!filter(doc)) continue;
    if (--left === 0) onLimit?.(doc);
    yield doc;
    if (left === 0) return;
  }
}

/**
 * The key in a page's cursor, which is the key of the page's last document; undefined at the beginning and the end of a
 * range.
 */
export function cursorKey(cursor: string | null | undefined): Key | undefined {
  if (!cursor || cursor === END) return undefined;
  const parts = JSON.parse(cursor) as (string | null)[];
  return parts.map((part) =>
    part === null ? undefined : (jsonToConvex(JSON.parse(part) as never) as Value),
  );
}
