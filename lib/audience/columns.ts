import { fieldKey } from "../field-key";
import { parseEmailAddress } from "../email-address";
import { readAddress } from "./read-address";
import { MAX_COLUMNS, type Table, type TableRow } from "./rows";

/** What a column holds. A `field`'s name is what a text refers to it by: `{{Company}}`. */
export type ColumnUse =
  { as: "email" | "name" | "firstName" | "lastName" | "ignored" } | { as: "field"; name: string };

export type ColumnMapping = {
  /** Whether the first row names the columns, and is nobody's. */
  hasHeader: boolean;
  columns: ColumnUse[];
};

/** By fieldKey. In the languages that the exports of common tools come in. */
const KNOWN: Record<"email" | "name" | "firstName" | "lastName", string[]> = {
  email:
    "email mail emailaddress mailaddress emailadresse emailadress adresseemail adressemail courriel correo correoelectronico email1value primaryemail workemail posteelectronique".split(
      " ",
    ),
  name: "name fullname displayname contactname nomcomplet nombrecompleto vollername contact".split(" "),
  firstName: "firstname givenname forename vorname prenom nombre nome voornaam first".split(" "),
  lastName: "lastname surname familyname nachname nom apellido apellidos cognome achternaam last".split(" "),
};

const SAMPLE = 100;
/** "Team 7" among names does not make them something else. */
const NEARLY_ALL = 0.9;

/** A first guess, to be shown and corrected. A file without a header is told by the address in its first row. */
export function guessColumns({ rows, isAddressList }: Pick<Table, "rows" | "isAddressList">): ColumnMapping {
  if (isAddressList) return { hasHeader: false, columns: [{ as: "email" }, { as: "name" }] };
  const [first = { line: 1, cells: [] }, ...others] = rows.slice(0, SAMPLE);
  const hasHeader = !first.cells.some((cell) => cell.includes("@"));
  const width = Math.min(MAX_COLUMNS, hasHeader ? first.cells.length : usualWidth([first, ...others]));
  const samples = (hasHeader ? others : [first, ...others]).map(({ cells }) => cells);
  const columns = hasHeader ? namedColumns(first.cells, width) : unnamedColumns(samples, width);
  return { hasHeader, columns: withEmail(columns, samples) };
}

/** The one that most rows have, so that a broken one does not decide. */
function usualWidth(rows: TableRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

function namedColumns(header: string[], width: number): ColumnUse[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const title = header[index]?.trim() ?? "";
    const key = fieldKey(title);
    const role = roleOf(key);
    const identity = role ?? key;
    const isNew = identity !== "" && !taken.has(identity);
    taken.add(identity);
    return isNew && role ? { as: role } : field(title, index, isNew);
  });
}

const roleOf = (key: string) =>
  (["email", "name", "firstName", "lastName"] as const).find((role) => KNOWN[role].includes(key)) ?? null;

/** A title that says nothing, or that another column has already, is replaced by the column's number. */
const field = (title: string, index: number, isUsable: boolean): ColumnUse => ({
  as: "field",
  name: isUsable ? title.slice(0, 100) : `Column ${index + 1}`,
});

/** The first column of words beside the addresses is taken for names. */
function unnamedColumns(samples: string[][], width: number): ColumnUse[] {
  const columns = Array.from({ length: width }, (_, index) => field("", index, false));
  const name = columns.findIndex((_, index) => areNames(samples.map((cells) => cells[index] ?? "")));
  return name === -1 ? columns : columns.with(name, { as: "name" });
}

function areNames(values: string[]): boolean {
  const filled = values.filter((value) => value.trim() !== "");
  const names = filled.filter((value) => /^[\p{L}\p{M}\s.,'’-]{2,80}$/u.test(value));
  return names.length > 0 && names.length >= NEARLY_ALL * filled.length;
}

/** Where no title gave the addresses away, the column with most of them; none where there are no addresses. */
function withEmail(columns: ColumnUse[], samples: string[][]): ColumnUse[] {
  if (columns.some(({ as }) => as === "email")) return columns;
  const counts = columns.map(
    (_, index) =>
      samples.filter((cells) => parseEmailAddress(readAddress(cells[index] ?? "").address)).length,
  );
  const most = Math.max(0, ...counts);
  return most === 0 ? columns : columns.with(counts.indexOf(most), { as: "email" });
}

/** What keeps a mapping from being used, as a sentence, or null. */
export function mappingProblem({ columns }: ColumnMapping): string | null {
  const count = (role: string) => columns.filter(({ as }) => as === role).length;
  if (count("email") === 0) return "Choose the column that holds the email addresses.";
  for (const role of ["email", "name", "firstName", "lastName"])
    if (count(role) > 1) return "Two columns cannot be the same thing.";
  const keys = columns.flatMap((use) => (use.as === "field" ? [fieldKey(use.name)] : []));
  if (keys.includes("")) return "Name each column that is a field, with a letter or a digit.";
  return new Set(keys).size < keys.length ? "Two fields cannot have the same name." : null;
}
