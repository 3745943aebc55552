import * as messages from "../messages/list-import";
import { fieldKey } from "../field-key";
import { type ColumnStats, columnStats } from "./column-stats";
import { isOwnAddress, isReportColumn, type Role, roleOf } from "./column-titles";
import { isHeader, usualWidth } from "./find-header";
import { isStatusColumn } from "./mail-status";
import { MAX_FIELDS, type Table, type TableRow } from "./rows";

/**
 * What a column holds. The address in an `otherEmail` column is used if the `email` column has none. A `status` column
 * marks people who must not be mailed. Texts refer to a `field` by its name: `{{Company}}`.
 */
export type ColumnUse =
  | { as: "email" | "otherEmail" | "name" | "firstName" | "lastName" | "status" | "ignored" }
  | { as: "field"; name: string };

export type ColumnMapping = {
  /** Whether the first row contains column titles rather than a person. */
  hasHeader: boolean;
  columns: ColumnUse[];
};

const SAMPLE = 100;
/** A column still counts as names if a few values, such as "Team 7", do not look like names. */
const NEARLY_ALL = 0.9;
/** A column of notes is not used by default, because each row with a long note would be rejected. */
const MOST_TOO_LONG = 0.05;
/** `{{email}}` is always the address that gets the mail. */
const RESERVED = "email";

/**
 * Guesses the mapping. The page shows the guess so that people can correct it. Every column gets a use, however many
 * there are.
 */
export function guessColumns({ rows, isAddressList }: Pick<Table, "rows" | "isAddressList">): ColumnMapping {
  if (isAddressList) return { hasHeader: false, columns: [{ as: "email" }, { as: "name" }] };
  const [first = { line: 1, cells: [] }, ...others] = rows;
  const hasHeader = isHeader(first, others);
  const body = hasHeader ? others : rows;
  const width = hasHeader ? first.cells.length : usualWidth(rows.slice(0, SAMPLE));
  const stats = columnStats(body, width);
  const columns = hasHeader
    ? namedColumns(first.cells, stats)
    : unnamedColumns(body.slice(0, SAMPLE), width, stats);
  return { hasHeader, columns: withinLimit(columns, stats) };
}

function namedColumns(header: string[], stats: ColumnStats[]): ColumnUse[] {
  const emailAt = emailColumn(header.map(roleOf), stats);
  const taken = new Set<string>();
  return header.map((written, index) => {
    const title = written.trim();
    if (index === emailAt) return { as: "email" };
    return useOf(title, index, { taken, stats: stats[index], isReport: isReportColumn(header, index) });
  });
}

type About = { taken: Set<string>; stats: ColumnStats | undefined; isReport: boolean };

function useOf(title: string, index: number, { taken, stats, isReport }: About): ColumnUse {
  if (isReport) return { as: "ignored" };
  const role = roleOf(title);
  if (role === null && isStatusColumn(title, stats?.values ?? null)) return { as: "status" };
  if (role === "email") return { as: stats?.addresses ? "otherEmail" : "ignored" };
  if (role === null && isOwnAddress(title) && stats?.addresses) return { as: "otherEmail" };
  const key = role ?? fieldKey(title);
  if (key === RESERVED) return { as: "ignored" };
  const isNew = key !== "" && !taken.has(key);
  taken.add(key);
  if (!stats?.filled || stats.tooLong > MOST_TOO_LONG * stats.filled) return { as: "ignored" };
  return isNew && role ? { as: role } : field(title, index, isNew);
}

/**
 * The first column with at least half as many addresses as the fullest one, among the columns whose titles say "email".
 * If those hold no addresses, all columns are considered. If no column holds addresses, the result is the first column
 * whose title says "email", or -1.
 */
function emailColumn(roles: (Role | null)[], stats: ColumnStats[]): number {
  const counts = stats.map(({ addresses }) => addresses);
  const named = counts.map((count, index) => (roles[index] === "email" ? count : 0));
  const candidates = named.some((count) => count > 0) ? named : counts;
  const most = Math.max(0, ...candidates);
  if (most > 0) return candidates.findIndex((count) => count >= most / 2);
  return roles.indexOf("email");
}

/** A title that is empty or already used is replaced by the column's number. */
const field = (title: string, index: number, isUsable: boolean): ColumnUse => ({
  as: "field",
  name: isUsable ? title.slice(0, 100) : messages.columnNumber(index + 1),
});

/** The first column of words besides the addresses is used for names. */
function unnamedColumns(samples: TableRow[], width: number, stats: ColumnStats[]): ColumnUse[] {
  const emailAt = emailColumn([], stats);
  const columns = Array.from({ length: width }, (_, index): ColumnUse =>
    index === emailAt ? { as: "email" } : field("", index, false),
  );
  const name = columns.findIndex(
    ({ as }, index) => as !== "email" && areNames(samples.map(({ cells }) => cells[index] ?? "")),
  );
  return name === -1 ? columns : columns.with(name, { as: "name" });
}

function areNames(values: string[]): boolean {
  const filled = values.filter((value) => value.trim() !== "");
  const names = filled.filter((value) => /^[\p{L}\p{M}\s.,'’-]{2,80}$/u.test(value));
  const isMostlyFilled = 2 * filled.length > values.length;
  return names.length > 0 && isMostlyFilled && names.length >= NEARLY_ALL * filled.length;
}

/** If there are more variables than one person can have, keeps those that most people have. */
function withinLimit(columns: ColumnUse[], stats: ColumnStats[]): ColumnUse[] {
  const fields = columns.flatMap(({ as }, index) => (as === "field" ? [index] : []));
  // First and last names are stored as fields too.
  const room = MAX_FIELDS - columns.filter(({ as }) => as === "firstName" || as === "lastName").length;
  const byUse = fields.toSorted((one, other) => (stats[other]?.filled ?? 0) - (stats[one]?.filled ?? 0));
  const dropped = new Set(byUse.slice(room));
  return columns.map((use, index) => (dropped.has(index) ? { as: "ignored" } : use));
}

/** Why a mapping cannot be used, as a sentence, or null. */
export function mappingProblem({ columns }: ColumnMapping): string | null {
  const count = (role: ColumnUse["as"]) => columns.filter(({ as }) => as === role).length;
  if (count("email") === 0) return messages.NO_ADDRESS_COLUMN;
  for (const role of ["email", "name", "firstName", "lastName"] as const)
    if (count(role) > 1) return messages.SAME_MEANING;
  const keys = columns.flatMap((use) => (use.as === "field" ? [fieldKey(use.name)] : []));
  if (keys.includes("")) return messages.NAME_VARIABLE;
  if (new Set(keys).size < keys.length) return messages.SAME_NAME;
  const excess = keys.length + count("firstName") + count("lastName") - MAX_FIELDS;
  return excess > 0 ? messages.tooManyVariables(MAX_FIELDS, excess) : null;
}
