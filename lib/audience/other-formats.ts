/** Other formats that people import: vCards and JSON are read, the rest is refused with advice. */
import { UnreadableFile } from "./decode-text";
import type { TableRow } from "./rows";

const REFUSED: [RegExp, string][] = [
  [/^\s*(?:<!doctype html|<html|<head|<body|<table|<meta)/i, "a web page"],
  [/^\s*<\?xml|^\s*<[a-z][\w:-]*[\s>]/i, "an XML file"],
  [/^\s*\{\\rtf/, "a text document (RTF)"],
  [/^\s*(?:version:\s*1\s*\n)?\s*dn::?\s/i, "an LDIF address book"],
  [/^\s*BEGIN:VCALENDAR/i, "a calendar"],
  [/^From \S+@?\S* .*\n[\w-]+:|^(?:Return-Path|Received|Delivered-To|MIME-Version): /i, "an email"],
];

/** Rows with a header, or null if the text is a table or a list. Throws UnreadableFile if it cannot be either. */
export function readOtherFormat(text: string): TableRow[] | null {
  if (/^\s*BEGIN:VCARD/i.test(text)) return readCards(text);
  const refused = REFUSED.find(([start]) => start.test(text.slice(0, 2_000)));
  if (!refused) return /^\s*[[{]/.test(text) ? readJson(text) : null;
  throw new UnreadableFile(
    `This is ${refused[1]}, not a list. Open it in a spreadsheet program and save it as CSV, or paste the addresses.`,
  );
}

/** RFC 6350 and the older versions: name, address, company, title and telephone of each card. */
function readCards(text: string): TableRow[] {
  const rows: TableRow[] = [
    { line: 1, cells: ["Email", "Name", "First name", "Last name", "Company", "Title", "Phone"] },
  ];
  const unfolded = text.replace(/=\n(?=[^:]*$)/gm, "");
  let line = 0;
  let card: { line: number; values: Map<string, string[]> } | null = null;
  for (const content of unfolded.split("\n")) {
    line++;
    if (/^BEGIN:VCARD/i.test(content)) card = { line, values: new Map() };
    else if (/^END:VCARD/i.test(content) && card) rows.push({ line: card.line, cells: cellsOf(card.values) });
    else if (card) takeProperty(card.values, content);
  }
  return rows;
}

/** `item1.EMAIL;TYPE=work;PREF=1:ada@example.com`. A line that begins with a blank continues the previous one. */
function takeProperty(values: Map<string, string[]>, content: string): void {
  const last = [...values.values()].at(-1);
  if (/^[ \t]/.test(content)) return void last?.push((last.pop() ?? "") + content.slice(1));
  const [, name = "", parameters = "", value = ""] =
    /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(content) ?? [];
  if (name === "" || value.trim() === "") return;
  const text = /quoted-printable/i.test(parameters) ? fromQuotedPrintable(value) : value;
  const key = name.toUpperCase();
  values.set(key, [...(values.get(key) ?? []), text]);
}

function cellsOf(values: Map<string, string[]>): string[] {
  const all = (key: string) => (values.get(key) ?? []).map(unescape);
  const [last = "", first = ""] = (values.get("N")?.[0] ?? "").split(/(?<!\\);/).map(unescape);
  const [company = ""] = (values.get("ORG")?.[0] ?? "").split(/(?<!\\);/).map(unescape);
  const [name = ""] = all("FN");
  return [all("EMAIL").join("; "), name, first, last, company, all("TITLE")[0] ?? "", all("TEL")[0] ?? ""];
}

const unescape = (value: string): string =>
  value
    .replace(/\\n/gi, " ")
    .replace(/\\([\\,;:])/g, "$1")
    .trim();

function fromQuotedPrintable(value: string): string {
  const bytes = value
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => `%${hex}`)
    .replace(/%(?![0-9A-F]{2})/gi, "%25");
  try {
    return decodeURIComponent(bytes);
  } catch {
    return value;
  }
}

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Accepts a list of objects, an object that contains one such list, or one object on each line. Throws for anything
 * else.
 */
function readJson(text: string): TableRow[] | null {
  const data = parseJson(text) ?? parseLines(text);
  if (data === null) return null;
  const entries = listIn(data);
  if (!entries) {
    throw new UnreadableFile(
      "This is JSON without a list of people in it. Save the list as CSV, or as JSON with one object for each person.",
    );
  }
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

function listIn(data: unknown): unknown[] | null {
  if (Array.isArray(data)) return data.length > 0 ? data : null;
  if (!isEntry(data)) return null;
  const lists = Object.values(data).filter(
    (value): value is unknown[] => Array.isArray(value) && value.some(isEntry),
  );
  if (lists.length === 1) return lists[0] ?? null;
  return Object.keys(data).some((key) => /mail/i.test(key)) ? [data] : null;
}

/** `{ name: { first: "Ada" } }` is `name first`. */
function flat(entry: Entry): Entry {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) =>
      isEntry(value)
        ? Object.entries(value).map(([inner, text]) => [`${key} ${inner}`, text])
        : [[key, value]],
    ),
  ) as Entry;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  if (isEntry(value)) return Object.values(value).map(textOf).join(" ");
  return String(value as string | number | boolean);
}
