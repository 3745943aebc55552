import { fieldKey } from "../field-key";
import { parseEmailAddress } from "@latchkey/login-links/http";
import { roleOf } from "./column-titles";
import { isStatusTitle } from "./mail-status";
import { readAddress } from "./read-address";
import { shorten, type Table, type TableRow } from "./rows";

/** Only this many rows are searched for the column titles. */
const SEARCHED = 40;

/**
 * Removes the rows above the column titles: a heading, a note, a date. The row with the titles is then the first. The
 * removed rows are listed as rejected, so that the report mentions them.
 */
export function withoutPreamble(given: Table): Table {
  if (given.isAddressList) return given;
  const table = upright(given);
  const at = headerIndex(table.rows.slice(0, SEARCHED));
  if (at <= 0) return table;
  const above = table.rows.slice(0, at).map(({ line, cells }) => ({
    line,
    value: shorten(cells.filter((cell) => cell.trim() !== "").join(" ")),
    reason: "above_header" as const,
    cells,
  }));
  return { ...table, rows: table.rows.slice(at), rejected: [...table.rejected, ...above] };
}

/** A table on its side has its titles in the first column: `Email, ada@example.com, grace@example.com`. */
function upright(table: Table): Table {
  const { rows } = table;
  const emails = rows.length <= SEARCHED ? rows.find(({ cells }) => isOnItsSide(cells)) : undefined;
  if (!emails || rows.length < 2) return table;
  const line = emails.line;
  const columns = emails.cells.map((_, at) => ({ line, cells: rows.map(({ cells }) => cells[at] ?? "") }));
  return { ...table, rows: columns };
}

function isOnItsSide([title = "", ...values]: string[]): boolean {
  const filled = values.filter((value) => value.trim() !== "");
  return roleOf(title) === "email" && filled.length > 1 && filled.every((value) => holdsAddress([value]));
}

/**
 * The first row with a title for addresses; otherwise the first row of the usual width, if a narrower row precedes it.
 */
function headerIndex(rows: TableRow[]): number {
  const known = rows.findIndex(
    ({ cells }) => !holdsAddress(cells) && cells.some((cell) => roleOf(cell) === "email"),
  );
  if (known !== -1) return rows.slice(0, known).some(({ cells }) => holdsAddress(cells)) ? 0 : known;
  const usual = usualWidth(rows);
  if (usual < 2 || filled(rows[0]?.cells ?? []) > 1) return 0;
  const wide = rows.findIndex(({ cells }) => cells.length === usual && filled(cells) > 1);
  return wide === -1 ? 0 : wide;
}

/** Whether the first row contains column titles rather than a person. */
export function isHeader({ cells }: TableRow, body: TableRow[]): boolean {
  if (holdsAddress(cells)) return false;
  if (cells.some((cell) => roleOf(cell) !== null || isStatusTitle(cell))) return true;
  const emailAt = columnOfAddresses(body);
  if (emailAt === -1) return true;
  const title = cells[emailAt] ?? "";
  return fieldKey(title) !== "" && !title.includes("@") && title.length <= 100;
}

export const holdsAddress = (cells: string[]): boolean =>
  cells.some((cell) => cell.includes("@") && parseEmailAddress(readAddress(cell).address) !== null);

/** The column with the most addresses; -1 if there are none. */
function columnOfAddresses(rows: TableRow[]): number {
  const counts: number[] = [];
  for (const { cells } of rows.slice(0, 100))
    cells.forEach((cell, index) => {
      if (holdsAddress([cell])) counts[index] = (counts[index] ?? 0) + 1;
    });
  const most = Math.max(0, ...counts.filter((count) => count > 0));
  return most === 0 ? -1 : counts.indexOf(most);
}

/** The most common width, so that one broken row does not matter. */
export function usualWidth(rows: TableRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

const filled = (cells: string[]): number => cells.filter((cell) => cell.trim() !== "").length;
