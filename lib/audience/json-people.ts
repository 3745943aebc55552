/** Reads the people in a JSON file, which may be an export or the response of a tool's API. */
import * as messages from "../messages/list-import";
import { UnreadableFile } from "./decode-text";
import type { TableRow } from "./rows";

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads JSON, or one JSON object per line, and returns the people in it as rows. Null if the text is not JSON. Throws
 * UnreadableFile if the JSON is broken, or if it contains no list of people or several.
 */
export function readJson(text: string): TableRow[] | null {
  const data = parseJson(text) ?? parseLines(text);
  if (data === null) return throwIfBroken(text);
  const entries = peopleIn(data);
  if (!entries) {
    throw new UnreadableFile(messages.JSON_WITHOUT_LIST);
  }
  if (entries.every((entry) => Array.isArray(entry)))
    return entries.map((cells, index) => ({ line: index + 1, cells: (cells as unknown[]).map(textOf) }));
  if (entries.every((entry) => typeof entry === "string"))
    return [["Email"], ...entries.map((entry) => [entry])].map((cells, index) => ({
      line: index + 1,
      cells,
    }));
  const people = entries.map((entry) => (isEntry(entry) ? flat(entry) : { value: entry }));
  const keys = [...new Set(people.flatMap(Object.keys))];
  const rows = people.map((entry: Entry) => keys.map((key) => textOf(entry[key])));
  return [keys, ...rows].map((cells, index) => ({ line: index + 1, cells }));
}

/**
 * Throws UnreadableFile if the text begins like JSON: with a bracket, then a quote or another bracket. Otherwise null,
 * because a table may begin with a bracket too.
 */
function throwIfBroken(text: string): null {
  if (!/^\s*(?:\[\s*[{["']|\{\s*["'])/.test(text)) return null;
  throw new UnreadableFile(messages.BROKEN_JSON);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function parseLines(text: string): unknown[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const entries = lines.map(parseJson);
  return lines.length > 1 && entries.every(isEntry) ? entries : null;
}

/** How many levels deep a list of people may be nested. */
const DEEPEST = 6;

type List = { path: string; depth: number; entries: unknown[] };

/**
 * The only list of people in the data, or the data itself if it is one person. Null if there are no people. Throws
 * UnreadableFile if there are several lists.
 */
function peopleIn(data: unknown): unknown[] | null {
  const lists = listsIn(data, "", 0).filter(({ entries }) => entries.some(hasAddress));
  const found = lists.filter((list) => !lists.some((outer) => holds(outer, list)));
  const [first, second] = found;
  if (first && second) throw new UnreadableFile(messages.severalLists(found.map(({ path }) => path)));
  if (first) return first.entries;
  if (Array.isArray(data)) return data.some(isEntry) ? data : null;
  return isEntry(data) && hasAddress(data) ? [data] : null;
}

/** One person has at most this many addresses on average. An inner list with more addresses is a list of people. */
const MOST_ADDRESSES = 3;

/**
 * Whether `inner` is not the list of people because `outer` is. That is so if `inner` lies inside `outer` and holds,
 * for example, the addresses of each person; or if `inner` is a list around `outer`, for example of teams, and has far
 * fewer addresses.
 */
function holds(outer: List, inner: List): boolean {
  const isOneOfThem = inner !== outer && inner.path.startsWith(outer.path) && inner.depth > outer.depth;
  const count = ({ entries }: List) => entries.filter(hasAddress).length;
  const isOuter = isOneOfThem && count(inner) <= MOST_ADDRESSES * count(outer);
  const contains = inner !== outer && outer.path.startsWith(inner.path) && outer.depth > inner.depth;
  return isOuter || (contains && count(outer) > MOST_ADDRESSES * count(inner));
}

/**
 * All lists in the data, each with the path of keys that leads to it. An object whose keys are ids or addresses counts
 * as a list. Lists with the same path are merged.
 */
function listsIn(data: unknown, path: string, depth: number): List[] {
  if (depth > DEEPEST || typeof data !== "object" || data === null) return [];
  const entries = Array.isArray(data) ? data : entriesByKey(data as Entry);
  const isMap = !Array.isArray(data) && entries.length === 0;
  const inner = isMap
    ? Object.entries(data).flatMap(([key, value]) =>
        listsIn(value, path === "" ? key : `${path}.${key}`, depth + 1),
      )
    : entries.flatMap((entry) => listsIn(isEntry(entry) ? entry : null, path, depth + 1));
  return merged([...(entries.length > 0 ? [{ path, depth, entries }] : []), ...inner]);
}

function merged(lists: List[]): List[] {
  const byPath = new Map<string, List>();
  for (const list of lists) {
    const key = `${list.path} ${list.depth}`;
    const known = byPath.get(key);
    byPath.set(key, known ? { ...known, entries: [...known.entries, ...list.entries] } : list);
  }
  return [...byPath.values()];
}

/**
 * The entries of an object whose keys are addresses or ids: `{ "ada@example.com": "Ada" }` or `{ "u1": { email } }`.
 * Empty for any other object.
 */
function entriesByKey(data: Entry): unknown[] {
  const values = Object.values(data);
  const isById = values.length > 1 && values.every((value) => isEntry(value) && hasOwnAddress(value));
  if (isById) return values;
  const keys = Object.keys(data);
  if (keys.length === 0 || !keys.every((key) => ADDRESS.test(key))) return [];
  return keys.map((email) => ({ email, ...asEntry(data[email]) }));
}

const hasOwnAddress = (entry: Entry): boolean => Object.values(entry).some(hasAddressIn);

const asEntry = (value: unknown): Entry => (isEntry(value) ? value : { name: value });

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

function hasAddress(value: unknown): boolean {
  if (typeof value === "string") return ADDRESS.test(value);
  if (Array.isArray(value)) return value.some((cell) => typeof cell === "string" && ADDRESS.test(cell));
  return isEntry(value) && Object.values(flat(value)).some((text) => hasAddressIn(text));
}

function hasAddressIn(value: unknown): boolean {
  return typeof value === "string" && value.split(/[;\s]+/).some((text) => ADDRESS.test(text));
}

/**
 * Flattens nested objects: `{ name: { first: "Ada" } }` becomes `name first`. A list of objects becomes one value per
 * key: `emails value` contains the `value` of every entry of `emails`.
 */
function flat(entry: Entry, depth = 0): Entry {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) => {
      const inner = isEntry(value) ? value : mergedEntries(value);
      if (!inner || depth > DEEPEST) return [[key, value]];
      return Object.entries(flat(inner, depth + 1)).map(([name, text]) => [`${key} ${name}`, text]);
    }),
  ) as Entry;
}

/**
 * Merges a list of objects into one object that has, for each key, all of their values, separated by `; `. Null for
 * anything else.
 */
function mergedEntries(value: unknown): Entry | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isEntry)) return null;
  const keys = [...new Set(value.flatMap(Object.keys))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      value
        .map((entry) => textOf(entry[key]))
        .filter((text) => text !== "")
        .join("; "),
    ]),
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  if (isEntry(value)) return Object.values(value).map(textOf).join(" ");
  return String(value as string | number | boolean);
}
