/** The people in a JSON file: an export, or what the API of a tool answers. */
import * as messages from "../messages/list-import";
import { UnreadableFile } from "./decode-text";
import type { TableRow } from "./rows";

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Finds the people in it, wherever they are; an object on each line too. Throws if there are none. */
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

/** A bracket may begin a table as well; with a quote or another bracket behind it, it is JSON. */
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

/** How deep a list may lie in what an API answers. */
const DEEPEST = 6;

type List = { path: string; depth: number; entries: unknown[] };

/** The one list of people in it, or the whole, where that is one person. Throws where there are several lists. */
function peopleIn(data: unknown): unknown[] | null {
  const lists = listsIn(data, "", 0).filter(({ entries }) => entries.some(hasAddress));
  const found = lists.filter((list) => !lists.some((outer) => holds(outer, list)));
  const [first, second] = found;
  if (first && second) throw new UnreadableFile(messages.severalLists(found.map(({ path }) => path)));
  if (first) return first.entries;
  if (Array.isArray(data)) return data.some(isEntry) ? data : null;
  return isEntry(data) && hasAddress(data) ? [data] : null;
}

/** Addresses of one person, more than which are a list of people inside another list. */
const MOST_ADDRESSES = 3;

/** Whether `inner` is what the people of `outer` have, such as their addresses, and not a list of people by itself. */
function holds(outer: List, inner: List): boolean {
  const isOneOfThem = inner !== outer && inner.path.startsWith(outer.path) && inner.depth > outer.depth;
  const count = ({ entries }: List) => entries.filter(hasAddress).length;
  const isOuter = isOneOfThem && count(inner) <= MOST_ADDRESSES * count(outer);
  const contains = inner !== outer && outer.path.startsWith(inner.path) && outer.depth > inner.depth;
  return isOuter || (contains && count(outer) > MOST_ADDRESSES * count(inner));
}

/** Lists by the keys that lead to them, and objects whose keys are ids or addresses. Lists with the same keys are one. */
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

/** `{ "ada@example.com": "Ada" }` and `{ "u1": { email } }`; else none. */
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

/** `{ name: { first: "Ada" } }` is `name first`; of a list of objects, `emails value` is all of them. */
function flat(entry: Entry, depth = 0): Entry {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) => {
      const inner = isEntry(value) ? value : mergedEntries(value);
      if (!inner || depth > DEEPEST) return [[key, value]];
      return Object.entries(flat(inner, depth + 1)).map(([name, text]) => [`${key} ${name}`, text]);
    }),
  ) as Entry;
}

/** A list of objects as one, each of its values being all of theirs; null for anything else. */
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
