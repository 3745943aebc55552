export type CsvCell = string | number | boolean | Date | null | undefined;

/** The byte order mark. Without it, Excel does not read the file as UTF-8. */
const CSV_START = "\ufeff";

/**
 * Text that a spreadsheet would treat as a formula: `=`, `+`, `-`, `@` and their full-width forms at the start, also
 * after blanks or quotes that it drops, and a leading tab or line break (OWASP, CSV Injection).
 */
const FORMULA = /^[\s"'\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One row with its line break. Text that looks like a formula gets an apostrophe in front, so spreadsheets show it as
 * text; lib/audience removes it from addresses again. Numbers stay numbers.
 */
export function csvLine(cells: CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString();
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A whole file, row by row, from pages as they arrive. Only the current row is in memory. */
export async function* csvFile(
  header: string[],
  rows: Iterable<CsvCell[]> | AsyncIterable<CsvCell[]>,
): AsyncGenerator<string> {
  yield CSV_START + csvLine(header);
  for await (const row of rows) yield csvLine(row);
}
