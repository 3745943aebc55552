import { parseEmailAddress } from "../email-address";
import { fieldKey } from "../field-key";
import type { ColumnMapping, ColumnUse } from "./columns";
import { readAddress } from "./read-address";
import {
  type AudienceRow,
  MAX_FIELD_LENGTH,
  MAX_NAME_LENGTH,
  type RejectedBecause,
  type RejectedRow,
  shorten,
  type Table,
  type TableRow,
} from "./rows";

export type Checked = { rows: AudienceRow[]; rejected: RejectedRow[] };

/** All rows at once. Throws where the mapping has no column of addresses (see `mappingProblem`). */
export function checkRows(table: Table, mapping: ColumnMapping): Checked {
  const check = createRowCheck(mapping);
  const checked: Checked = { rows: [], rejected: [...table.rejected] };
  for (const row of bodyOf(table, mapping)) sortOut(check(row), checked);
  return inOrder(checked);
}

export const bodyOf = ({ rows }: Table, { hasHeader }: ColumnMapping): TableRow[] =>
  hasHeader ? rows.slice(1) : rows;

export function sortOut(row: AudienceRow | RejectedRow, { rows, rejected }: Checked): void {
  if ("reason" in row) rejected.push(row);
  else rows.push(row);
}

export function inOrder(checked: Checked): Checked {
  checked.rejected.sort((one, other) => one.line - other.line);
  return checked;
}

/** Checks one row after the other, and remembers the addresses: give it the rows in their order. */
export function createRowCheck(mapping: ColumnMapping): (row: TableRow) => AudienceRow | RejectedRow {
  const columns = mapping.columns.map((use) => ({
    ...use,
    key: use.as === "field" ? fieldKey(use.name) : "",
  }));
  const emailAt = columns.findIndex(({ as }) => as === "email");
  if (emailAt === -1) throw new Error("No column is said to hold the email addresses.");
  const seen = new Set<string>();
  return ({ line, cells }) => {
    const cell = readAddress(cells[emailAt] ?? "");
    const email = parseEmailAddress(cell.address);
    const person = personOf(columns, cells, cell.name);
    const reason = whyNot({ cells, columns, cell, email, person, seen });
    if (reason || !email)
      return { line, value: shorten(cells[emailAt] ?? ""), reason: reason ?? "bad_address" };
    seen.add(email);
    return { line, email, ...person };
  };
}

type KeyedColumn = ColumnUse & { key: string };
type Person = Pick<AudienceRow, "name" | "fields">;

function personOf(columns: KeyedColumn[], cells: string[], nameBesideAddress: string): Person {
  const fields: Record<string, string> = {};
  let name = "";
  columns.forEach(({ as, key }, index) => {
    const value = cells[index]?.trim() ?? "";
    if (value === "") return;
    if (as === "name") name = value;
    if (as === "firstName" || as === "lastName") fields[as.toLowerCase()] = value;
    if (as === "field") fields[key] = value;
  });
  const whole = name || [fields.firstname, fields.lastname].filter(Boolean).join(" ") || nameBesideAddress;
  return whole === "" ? { fields } : { name: whole, fields };
}

type Found = {
  cells: string[];
  columns: KeyedColumn[];
  cell: { address: string };
  email: string | null;
  person: Person;
  seen: Set<string>;
};

function whyNot({ cells, columns, cell, email, person, seen }: Found): RejectedBecause | null {
  if (cells.slice(columns.length).some((value) => value.trim() !== "")) return "too_many_columns";
  if (cell.address === "") return "empty";
  if (email === null) return "bad_address";
  if (seen.has(email)) return "duplicate";
  return isTooLong(person) ? "too_long" : null;
}

const isTooLong = ({ name = "", fields }: Person) =>
  name.length > MAX_NAME_LENGTH || Object.values(fields).some((value) => value.length > MAX_FIELD_LENGTH);
