import { parseEmailAddress } from "@latchkey/login-links/http";
import { columnNumber, NO_ADDRESS_COLUMN } from "../messages/list-import";
import { fieldKey } from "../field-key";
import { parseTimeZone, zoneTextOf } from "../reminders/time-zones";
import { spokenName } from "../person-name";
import type { ColumnMapping, ColumnUse } from "./columns";
import { forbidsMail } from "./mail-status";
import { readAddress, withoutEntities, withoutFormula } from "./read-address";
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
import type { UnknownZones } from "./protocol";

export type Checked = {
  rows: AudienceRow[];
  rejected: RejectedRow[];
  /** The number of good rows with several addresses in one cell. Only the first address of such a cell is used. */
  withSeveralAddresses: number;
  unknownZones: UnknownZones;
};

export const nothingChecked = (rejected: RejectedRow[] = []): Checked => ({
  rows: [],
  rejected: [...rejected],
  withSeveralAddresses: 0,
  unknownZones: { rows: 0, examples: [] },
});

/** Checks all rows at once. Throws if the mapping has no column of addresses (see `mappingProblem`). */
export function checkRows(table: Table, mapping: ColumnMapping): Checked {
  const check = createRowCheck(table, mapping);
  const checked = nothingChecked(table.rejected);
  for (const row of bodyOf(table, mapping)) check(row, checked);
  return inOrder(checked);
}

export const bodyOf = ({ rows }: Table, { hasHeader }: ColumnMapping): TableRow[] =>
  hasHeader ? rows.slice(1) : rows;

export function inOrder(checked: Checked): Checked {
  checked.rejected.sort((one, other) => one.line - other.line);
  return checked;
}

type KeyedColumn = ColumnUse & { key: string; title: string };

/**
 * Returns a function that checks one row and adds it to `into`. The function remembers addresses to find duplicates, so
 * pass the rows in order.
 */
export function createRowCheck(table: Table, mapping: ColumnMapping): (row: TableRow, into: Checked) => void {
  const columns = keyedColumns(table, mapping);
  const emailAt = columns.findIndex(({ as }) => as === "email");
  if (emailAt === -1) throw new Error(NO_ADDRESS_COLUMN);
  const seen = new Set<string>();
  return (row, into) => {
    const { line, cells } = row;
    const found = addressIn(columns, emailAt, cells);
    const email = parseEmailAddress(found.address);
    const person = personOf(columns, cells, found.name);
    const why = whyNot({ cells, columns, address: found.address, email, person, seen });
    if (why || !email) {
      const value = shorten(cells[emailAt] ?? "");
      into.rejected.push({ line, value, cells, ...(why ?? { reason: "bad_address" as const }) });
      return;
    }
    seen.add(email);
    into.rows.push({ line, email, ...person });
    if (found.others > 0) into.withSeveralAddresses++;
    noteZone(into.unknownZones, zoneTextOf(person.fields), line);
  };
}

/** How many different unknown zones are shown. */
const EXAMPLES = 3;

function noteZone(unknown: UnknownZones, text: string, line: number): void {
  if (text === "" || parseTimeZone(text) !== null) return;
  unknown.rows++;
  const shown = shorten(text);
  const isNew = unknown.examples.every((example) => example.text !== shown);
  if (isNew && unknown.examples.length < EXAMPLES) unknown.examples.push({ text: shown, line });
}

function keyedColumns(table: Table, { columns, hasHeader }: ColumnMapping): KeyedColumn[] {
  const header = hasHeader ? (table.rows[0]?.cells ?? []) : [];
  return columns.map((use, index) => ({
    ...use,
    key: use.as === "field" ? fieldKey(use.name) : "",
    title: header[index]?.trim() || columnNumber(index + 1),
  }));
}

/** The row's address: from the column of addresses, otherwise from another column that holds addresses. */
function addressIn(columns: KeyedColumn[], emailAt: number, cells: string[]) {
  const found = readAddress(cells[emailAt] ?? "");
  if (found.address !== "") return found;
  for (const [index, { as }] of columns.entries()) {
    const other = as === "otherEmail" ? readAddress(cells[index] ?? "") : found;
    if (parseEmailAddress(other.address)) return other;
  }
  return found;
}

type Person = Pick<AudienceRow, "name" | "fields">;

function personOf(columns: KeyedColumn[], cells: string[], nameBesideAddress: string): Person {
  const fields: Record<string, string> = {};
  let name = "";
  columns.forEach(({ as, key }, index) => {
    const value = withoutGuard(cells[index]?.trim() ?? "");
    if (value === "") return;
    if (as === "name") name = spokenName(value);
    if (as === "firstName" || as === "lastName") fields[as.toLowerCase()] = value;
    if (as === "field") fields[key] = value;
  });
  const whole =
    name || [fields.firstname, fields.lastname].filter(Boolean).join(" ") || spokenName(nameBesideAddress);
  return whole === "" ? { fields } : { name: whole, fields };
}

/** Removes the apostrophe that exports (ours too) put before text that a spreadsheet would treat as a formula. */
const withoutGuard = (value: string): string =>
  withoutEntities(withoutFormula(value)).replace(/^'+(?=[=+\-@\t\r\uff0b\uff0d\uff1d\uff20])/, "");

type Found = {
  cells: string[];
  columns: KeyedColumn[];
  address: string;
  email: string | null;
  person: Person;
  seen: Set<string>;
};

type Why = { reason: RejectedBecause; detail?: string };

function whyNot({ cells, columns, address, email, person, seen }: Found): Why | null {
  if (cells.slice(columns.length).some((value) => value.trim() !== "")) return { reason: "too_many_columns" };
  if (address === "") return { reason: "empty" };
  if (email === null) return { reason: "bad_address" };
  const forbidden = columns.findIndex(
    ({ as, title }, index) => as === "status" && forbidsMail(title, cells[index] ?? ""),
  );
  if (forbidden !== -1)
    return {
      reason: "unsubscribed",
      detail: `${columns[forbidden]?.title}: ${shorten(cells[forbidden] ?? "")}`,
    };
  if (seen.has(email)) return { reason: "duplicate" };
  const long = tooLong(columns, person);
  return long === null ? null : { reason: "too_long", detail: long };
}

/** The title of the column whose value is too long, or null. */
function tooLong(columns: KeyedColumn[], { name = "", fields }: Person): string | null {
  if (name.length > MAX_NAME_LENGTH) return "name";
  const key = Object.keys(fields).find((field) => (fields[field]?.length ?? 0) > MAX_FIELD_LENGTH);
  return key === undefined ? null : (columns.find((column) => column.key === key)?.title ?? key);
}
