import Papa from "papaparse";
import { parseAddressList } from "./address-list";
import { roleOf } from "./column-titles";
import { readOtherFormat } from "./other-formats";
import { type RejectedRow, shorten, type Table, type TableRow } from "./rows";

const DELIMITERS = [",", ";", "\t", "|", "^", "~"];
/** Each retry reads the rest of the file again, so their number is limited. */
const MAX_UNCLOSED_QUOTES = 50;

/**
 * Parses CSV, cells of a spreadsheet or a list of addresses into rows. The separator is detected. Blank lines are not
 * rows, but they count: `line` is the number that an editor shows.
 */
export function parseTable(text: string): Table {
  const source = withLineFeeds(text.replace(/^\ufeff+/, ""));
  const other = readOtherFormat(source);
  if (other) return { rows: other, delimiter: ",", isAddressList: false, rejected: [] };
  const addresses = parseAddressList(source);
  if (addresses) return { rows: addresses, delimiter: ",", isAddressList: true, rejected: [] };
  const { delimiter, ...start } = readSeparatorLine(source);
  const rows: TableRow[] = [];
  const rejected: RejectedRow[] = [];
  for (let rest: Rest | null = start; rest;) rest = readRows(rest, delimiter, { rows, rejected });
  const filled = unwrapped(rows.filter(({ cells }) => !isBlank(cells) && !isRuler(cells)));
  return { rows: filled, delimiter, isAddressList: false, rejected };
}

/**
 * Converts all line breaks to line feeds. Rarer separators such as form feeds are converted only in a text without line
 * feeds; in other texts they are line breaks inside a cell.
 */
function withLineFeeds(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n");
  return lines.includes("\n") ? lines : lines.replace(/[\u000b\u000c\u001e\u0085\u2028\u2029]/g, "\n");
}

/** Removes the single quotes that some tools put around each cell. CSV itself does not treat them as quotes. */
function withoutSingleQuotes(rows: TableRow[]): TableRow[] {
  const isQuoted = (cell: string) => /^\s*'.*'\s*$/s.test(cell);
  const [header] = rows;
  if (!header || !header.cells.every((cell) => isQuoted(cell) && cell.trim().length > 2)) return rows;
  const unquoted = (cell: string) => (isQuoted(cell) ? cell.trim().slice(1, -1).replaceAll("''", "'") : cell);
  return rows.map(({ line, cells }) => ({ line, cells: cells.map(unquoted) }));
}

/** Splits lines such as `"Email,Name"`. A spreadsheet writes them when it has read each line into one cell. */
function unwrapped(given: TableRow[]): TableRow[] {
  const rows = withoutSingleQuotes(given);
  if (rows.length < 2 || rows.some(({ cells }) => cells.length !== 1)) return rows;
  const delimiter = sniffDelimiter(rows.map(({ cells }) => cells[0] ?? "").join("\n"));
  const inner = rows.map(({ line, cells }) => {
    const [row = []] = Papa.parse<string[]>(cells[0] ?? "", { delimiter }).data;
    return { line, cells: row };
  });
  const header = inner[0]?.cells ?? [];
  return header.length > 1 && header.some((title) => roleOf(title) === "email") ? inner : rows;
}

const SEPARATOR_LINE = /^\s*"?sep=(.)"?[,;\t|]*\s*(?:\n|$)/i;

/** Excel and other tools write the separator on a first line of its own, which is not a row. */
function readSeparatorLine(text: string): Rest & { delimiter: string } {
  const [line = "", delimiter = ""] = SEPARATOR_LINE.exec(text) ?? [];
  if (delimiter === "") return { text, line: 1, delimiter: sniffDelimiter(text) };
  return { text: text.slice(line.length), line: 2, delimiter };
}

type Rest = { text: string; line: number };

/**
 * Reads rows up to the end, or up to a quote that is never closed and would swallow the rest of the file. That line is
 * rejected, and the text after it is returned.
 */
function readRows(from: Rest, delimiter: string, into: Pick<Table, "rows" | "rejected">): Rest | null {
  const { data, errors } = Papa.parse<string[]>(from.text, { delimiter, newline: "\n" });
  const isUnclosed = errors.some(({ code }) => code === "MissingQuotes");
  const swallowed = isUnclosed && into.rejected.length < MAX_UNCLOSED_QUOTES ? data.pop() : undefined;
  let line = from.line;
  for (const cells of data) {
    into.rows.push({ line, cells });
    line += linesIn(cells);
  }
  if (!swallowed) return null;
  const text = from.text.split("\n").slice(line - from.line);
  into.rejected.push({
    line,
    value: shorten(text[0] ?? ""),
    reason: "unclosed_quote",
    cells: [text[0] ?? ""],
  });
  return text.length > 1 ? { text: text.slice(1).join("\n"), line: line + 1 } : null;
}

/** Only a quoted cell can contain line breaks. */
function linesIn(cells: string[]): number {
  let lines = 1;
  for (const cell of cells)
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) lines++;
  return lines;
}

const isBlank = (cells: string[]) => cells.every((cell) => cell.trim() === "");

/** The line under the column titles of a Markdown table. */
const isRuler = (cells: string[]) =>
  cells.length > 1 && cells.every((cell) => /^\s*(?::?-{3,}:?)?\s*$/.test(cell));

/** A quoted cell, which is emptied before the separator is guessed: characters inside quotes are not separators. */
const QUOTED_CELL = /(^|[^\w"\n])"(?:[^"]|"")*"(?![\w"])/gm;

/** Guesses the separator from the first lines only, so that a stray character further down does not matter. */
function sniffDelimiter(text: string): string {
  const { data, meta } = Papa.parse<string[]>(text.slice(0, 64_000).replace(QUOTED_CELL, '$1""'), {
    delimitersToGuess: DELIMITERS,
    newline: "\n",
    preview: 20,
    skipEmptyLines: "greedy",
  });
  if (data.every((cells) => cells.length === 1) && isPartedByColons(text)) return ":";
  return DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ",";
}

/** Whether each of the first lines is like `Ada:ada@example.com`. */
function isPartedByColons(text: string): boolean {
  const lines = text
    .slice(0, 64_000)
    .split("\n", 20)
    .filter((line) => line.trim() !== "");
  const colons = lines.map((line) => line.split(":").length - 1);
  const isSame = colons.every((count) => count > 0 && count === colons[0]);
  return lines.length > 1 && isSame && lines.some((line) => line.includes("@")) && !/:\/\//.test(text);
}
