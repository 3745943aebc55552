import { CommitTsPlaceholder, compareValues, jsonToConvex, type Value } from "convex/values";
import type { Doc, RangeFilter } from "./convex-test-internals";

export type Key = (Value | undefined)[];

/**
 * A document with its key: the values of an index's fields, `_creationTime` and `_id` included, so that no two keys are
 * equal.
 */
export interface Entry {
  key: Key;
  doc: Doc;
}

/** A commit timestamp that is not known yet sorts after all others, as on Convex. */
const UNRESOLVED_COMMIT_TS = 2n ** 63n - 1n;

export function entryOf(doc: Doc, fields: string[]): Entry {
  return { doc, key: fields.map((path) => fieldOf(doc, path)) };
}

function fieldOf(doc: Doc, path: string): Value | undefined {
  let value: unknown = doc;
  for (const part of path.split("."))
    value = isPlainObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return value instanceof CommitTsPlaceholder ? UNRESOLVED_COMMIT_TS : (value as Value | undefined);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ArrayBuffer)
  );
}

/** Convex's order of values, with a shortcut for the two most common types. */
function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "number" && typeof b === "number") {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b && a !== 0) return 0;
  }
  return compareValues(a, b);
}

/** Compares as many values as the shorter key has, so a prefix equals every key that starts with it. */
function compareKeys(a: Key, b: Key): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

export function compareEntries(a: Entry, b: Entry): number {
  return compareKeys(a.key, b.key);
}

/** Part of an index: keys that start with `prefix` and whose next value is between the bounds. */
export interface KeyRange {
  prefix: Key;
  lower?: { value: Value | undefined; inclusive: boolean };
  upper?: { value: Value | undefined; inclusive: boolean };
}

export function keyRange(filters: RangeFilter[]): KeyRange {
  const range: KeyRange = { prefix: [] };
  for (const { type, value: serialized } of filters) {
    const value = boundOf(serialized);
    if (type === "Eq") range.prefix.push(value);
    else if (type === "Gt" || type === "Gte") range.lower = { value, inclusive: type === "Gte" };
    else range.upper = { value, inclusive: type === "Lte" };
  }
  return range;
}

function boundOf(serialized: unknown): Value | undefined {
  if (typeof serialized === "object" && serialized !== null && "$undefined" in serialized) return undefined;
  const value: unknown = jsonToConvex(serialized as Parameters<typeof jsonToConvex>[0]);
  return value instanceof CommitTsPlaceholder ? UNRESOLVED_COMMIT_TS : (value as Value);
}

/** The key's place: negative before the range, 0 inside it, positive after it. */
function positionInRange(range: KeyRange, key: Key): number {
  const order = compareKeys(key, range.prefix);
  if (order !== 0) return order;
  const next = key[range.prefix.length];
  if (range.lower) {
    const below = compare(next, range.lower.value);
    if (below < 0 || (below === 0 && !range.lower.inclusive)) return -1;
  }
  if (range.upper) {
    const above = compare(next, range.upper.value);
    if (above > 0 || (above === 0 && !range.upper.inclusive)) return 1;
  }
  return 0;
}

/** What one query read: a range of one index of a table, from after one key up to another. */
export interface RangeRead {
  table: string;
  fields: string[];
  range: KeyRange;
  order: "asc" | "desc";
  /** The read starts after this key, because a page starts there. */
  after?: Key;
  /** The last key of the read, if a page or a limit ended the reading. */
  until?: Key;
}

/**
 * The key's place: negative before the part that was read, 0 inside it, positive after it. The order is the index's
 * own, which is ascending.
 */
export function positionInRead(read: RangeRead, key: Key): number {
  const inRange = positionInRange(read.range, key);
  if (inRange !== 0) return inRange;
  const direction = read.order === "asc" ? 1 : -1;
  if (read.after && compareKeys(key, read.after) * direction <= 0) return -direction;
  if (read.until && compareKeys(key, read.until) * direction > 0) return direction;
  return 0;
}
