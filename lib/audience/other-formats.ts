/** Formats other than tables and lists. vCards and JSON are read. For other formats the user gets advice. */
import { notAList, OTHER_FORMATS } from "../messages/list-import";
import { UnreadableFile } from "./decode-text";
import { readJson } from "./json-people";
import { readRecords } from "./records";
import type { TableRow } from "./rows";

const UNSUPPORTED: [RegExp, string][] = [
  [/^\s*(?:<!doctype html|<html|<head|<body|<table|<meta)/i, OTHER_FORMATS.html],
  [/^\s*<\?xml|^\s*<[a-z][\w:-]*[\s>]/i, OTHER_FORMATS.xml],
  [/^\s*\{\\rtf/, OTHER_FORMATS.rtf],
  [/^\s*(?:version:\s*1\s*\n)?\s*dn::?\s/i, OTHER_FORMATS.ldif],
  [/^\s*BEGIN:VCALENDAR/i, OTHER_FORMATS.calendar],
  [/^(?:---\s*\n\s*)?-\s+[\w-]+:\s.*\n\s+[\w-]+:\s|^---\s*\n\s*[\w-]+:/, OTHER_FORMATS.yaml],
  [/^(?:--.*\n|\s)*(?:INSERT INTO|CREATE TABLE|DROP TABLE|SET |BEGIN;)\b/i, OTHER_FORMATS.sql],
  [/^From \S+@?\S* .*\n[\w-]+:|^(?:Return-Path|Received|Delivered-To|MIME-Version): /i, OTHER_FORMATS.mail],
];

/**
 * Rows with a header, or null if the text is a table or a list. Throws UnreadableFile for a format that cannot be read.
 */
export function readOtherFormat(text: string): TableRow[] | null {
  if (/^\s*BEGIN:VCARD/i.test(text)) return readCards(text);
  const unsupported = UNSUPPORTED.find(([start]) => start.test(text.slice(0, 2_000)));
  if (!unsupported) return /^\s*[[{]/.test(text) ? readJson(text) : readRecords(text);
  throw new UnreadableFile(notAList(unsupported[1]));
}

/** Reads vCards (RFC 6350 and older versions): name, address, company, title and telephone of each card. */
function readCards(text: string): TableRow[] {
  const rows: TableRow[] = [
    { line: 1, cells: ["Email", "Name", "First name", "Last name", "Company", "Title", "Phone"] },
  ];
  const unfolded = text.replace(/=\n(?=[^:]*$)/gm, "");
  let line = 0;
  let card: { line: number; values: Map<string, string[]> } | null = null;
  for (const content of unfolded.split("\n")) {
    line++;
    if (/^(?:BEGIN|END):VCARD/i.test(content)) {
      // A card without an END line ends where the next card begins.
      if (card) rows.push({ line: card.line, cells: cellsOf(card.values) });
      card = /^BEGIN/i.test(content) ? { line, values: new Map() } : null;
    } else if (card) takeProperty(card.values, content);
  }
  if (card) rows.push({ line: card.line, cells: cellsOf(card.values) });
  return rows;
}

/**
 * Reads a line such as `item1.EMAIL;TYPE=work;PREF=1:ada@example.com`. A line that begins with a blank continues the
 * previous one.
 */
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
