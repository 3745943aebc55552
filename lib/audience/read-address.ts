import { parseEmailAddress } from "@latchkey/login-links/http";
import { type NamedAddress, parseNamedAddress, REPEATED_LINK } from "./address-list";

/** Invisible characters: format characters, fillers, variation selectors. */
const INVISIBLE = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\uffa0\ufe00-\ufe0f]/gu;
const MARKDOWN_LINK = /^\[[^\]]*\]\((?:mailto:)?([^)\s]+)\)$/i;
const NAME_BEFORE_BRACKETS = /^([^()]*)\(\s*([^()\s]+@[^()\s]+)\s*\)$/;
const QUOTES: Record<string, string> = {
  '"': '"',
  "'": "'",
  "“": "”",
  "„": "“",
  "«": "»",
  "‘": "’",
  "`": "`",
  "<": ">",
};
/** What can separate the addresses in a cell with several. */
const BETWEEN = /\s*(?::::|[;,|\n/]|\s)\s*/;

export type AddressInCell = NamedAddress & {
  /** How many more addresses the cell contains. */
  others: number;
};

/**
 * The address in a cell, in the forms in which people leave it there: `Ada (ada@example.com)`, `Ada <ada@example.com>`,
 * `mailto:…`, a Markdown link, quotes around it, invisible characters from a web page, the apostrophe of an export's
 * formula guard. If there are several, the first. It is not validated yet.
 */
export function readAddress(cell: string): AddressInCell {
  const visible = withoutMarkup(cell.replace(INVISIBLE, "").trim());
  const own = read(visible);
  const [first = own, ...others] = parseEmailAddress(own.address) ? [own] : severalIn(visible);
  return { ...first, others: others.length };
}

const TAGS = /<\/?(?:a|b|i|u|p|br|div|em|font|span|strong|td)(?:\s[^>]*)?\/?>/gi;
const ENTITIES: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  nbsp: " ",
  "#39": "'",
  "#64": "@",
};

/** `Ada#mailto:ada@example.com#`, as Access writes a link. */
const ACCESS_LINK = /^[^#]*#(?:mailto:)?([^#\s]+@[^#\s]+)#$/i;
/** Removes the HTML tags or the spreadsheet formula around an address. */
function withoutMarkup(text: string): string {
  const formula = /^=\s*HYPERLINK\(.*"([^"]*)"\s*\)$/i.exec(text)?.[1] ?? withoutFormula(text);
  const link = ACCESS_LINK.exec(formula)?.[1] ?? formula.replace(REPEATED_LINK, "$1");
  if (!/[<&]/.test(link)) return link;
  return withoutEntities(link.replace(TAGS, "")).trim();
}

/** Decodes HTML entities, as in `Ada &amp; Co` from the database of a website. */
export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([a-z]+|#\d+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

/** The text inside a formula such as `="+49 30"`, which keeps a spreadsheet from reading the text as a number. */
export const withoutFormula = (text: string): string => /^="(.*)"$/s.exec(text)?.[1] ?? text;

function namedIn(text: string): NamedAddress | null {
  const link = MARKDOWN_LINK.exec(text);
  if (link) return { name: "", address: link[1] ?? "" };
  const [, name = "", address = ""] = NAME_BEFORE_BRACKETS.exec(text) ?? [];
  if (address !== "") return { name: name.trim(), address };
  return parseEmailAddress(unwrap(text)) ? null : parseNamedAddress(text);
}

/** Removes what surrounds an address; `mailto:` may be followed by a subject. */
function unwrap(text: string): string {
  const address = text.replace(/^(?:mailto|smtp):/i, "").replace(/^'(?=[=+\-@])/, "");
  const inner = inQuotes(address);
  if (inner !== null) return unwrap(inner);
  const [withoutQuery = ""] = /^mailto:|\?(?:subject|cc|bcc|body)=/i.test(text)
    ? address.split("?")
    : [address];
  const bare = withoutQuery.replace(/^'/, "").replace(/[.,;:!]+$/, "");
  return parseEmailAddress(bare) ? bare : withoutQuery;
}

function inQuotes(text: string): string | null {
  const close = QUOTES[text[0] ?? ""];
  return close !== undefined && text.length > 2 && text.endsWith(close) ? text.slice(1, -1).trim() : null;
}

/**
 * The addresses in a cell that contains several, with or without names. Duplicates are removed. Empty if the cell
 * contains anything else.
 */
function severalIn(text: string): NamedAddress[] {
  const entries = text.split(/:::|[;,|\n/]/).map((entry) => entry.trim());
  const parts = entries.every(isAddress) ? entries : text.split(BETWEEN);
  if (parts.length < 2 || !parts.every(isAddress)) return [];
  const found = new Map(parts.map((part) => [parseEmailAddress(read(part).address), read(part)]));
  return [...found.values()];
}

const read = (text: string): NamedAddress => {
  const named = namedIn(text);
  return { name: named?.name ?? "", address: unwrap(named?.address ?? text) };
};
const isAddress = (text: string): boolean => parseEmailAddress(read(text).address) !== null;
