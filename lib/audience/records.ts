import { roleOf } from "./column-titles";
import type { TableRow } from "./rows";

const LINE = /^\s*(\p{L}[\p{L}\p{M}\p{N} _.'’-]{0,40}?)\s*:\s*(.*?)\s*$/u;

/**
 * Reads people who are listed one after the other, with `Name: Ada` and `Email: ada@example.com` on lines of their own.
 * Null for any other text.
 */
export function readRecords(text: string): TableRow[] | null {
  const lines = text
    .split("\n")
    .map((content, index) => ({ line: index + 1, found: LINE.exec(content), content }));
  const filled = lines.filter(({ content }) => content.trim() !== "");
  if (filled.length < 2 || filled.some(({ found }) => !found)) return null;
  const keys = [...new Set(filled.map(({ found }) => found?.[1] ?? ""))];
  if (keys.length > filled.length / 2 + 1 && keys.length < filled.length) return null;
  if (keys.length < 2 || !keys.some((key) => roleOf(key) === "email")) return null;
  return [{ line: 1, cells: keys }, ...recordsOf(filled, keys)];
}

/** A blank line begins the next person. So does a key that the current person already has. */
function recordsOf(lines: { line: number; found: RegExpExecArray | null }[], keys: string[]): TableRow[] {
  const rows: TableRow[] = [];
  let seen = new Set<string>();
  let last = -1;
  for (const { line, found } of lines) {
    const [, key = "", value = ""] = found ?? [];
    if (line > last + 1 || seen.has(key)) {
      rows.push({ line, cells: keys.map(() => "") });
      seen = new Set();
    }
    seen.add(key);
    last = line;
    const cells = rows.at(-1)?.cells;
    if (cells) cells[keys.indexOf(key)] = value;
  }
  return rows;
}
