import type { TableRow } from "./rows";

/** `ada@example.com <mailto:ada@example.com>`, which Outlook puts on the clipboard when somebody copies an address. */
export const REPEATED_LINK = /([^\s<>"]+@[^\s<>"]+)\s*<mailto:[^<>]*>/gi;

/** `Ada Lovelace <ada@example.com>`, with the quotes that mail programs put around names. */
const NAMED = /^\s*(?:"([^"]*)"|'([^']*)'|([^<>"]*?))\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$/;
const PLAIN = /^\s*(?:mailto:)?[^\s@<>",;:]+@[^\s@<>",;:]+\s*$/;

export type NamedAddress = { name: string; address: string };

export function parseNamedAddress(text: string): NamedAddress | null {
  const named = NAMED.exec(text);
  if (!named) return parseLoose(text);
  return { name: (named[1] ?? named[2] ?? named[3] ?? "").trim(), address: named[4] ?? "" };
}

/**
 * LOOSE contains the forms in which people type a name and an address: `ada@example.com (Ada)`, `Ada: ada@example.com`,
 * `Ada Lovelace ada@example.com`, `<ada@example.com> Ada`.
 */
const ADDRESS = String.raw`<?([^\s<>@",;:()]+@[^\s<>@",;:()]+)>?`;
const WORDS = String.raw`[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,80}?`;
/**
 * A whole name: at least two words, each beginning with a capital letter. Without this rule, `ada
 * lovelace@example.com`, an address with a space typed by mistake, would be read as the name "ada" and another person's
 * address.
 */
const WHOLE_NAME = String.raw`(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]* +)+[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*`;
const BETWEEN = String.raw`(?: *[:–-] +| +)`;
const LOOSE = [
  new RegExp(String.raw`^ *${ADDRESS} *\((?<name>[^()@]*)\) *$`, "u"),
  new RegExp(`^ *(?<name>${WORDS}) *[:–-] +${ADDRESS} *$`, "u"),
  new RegExp(`^ *(?<name>${WHOLE_NAME}) +${ADDRESS} *$`, "u"),
  new RegExp(`^ *${ADDRESS}${BETWEEN}(?<name>${WORDS}) *$`, "u"),
];

function parseLoose(text: string): NamedAddress | null {
  for (const form of LOOSE) {
    const found = form.exec(text);
    const address = found?.slice(1).find((part) => part?.includes("@"));
    if (found && address) return { name: (found.groups?.name ?? "").trim(), address };
  }
  return null;
}

/**
 * Parses text copied from a mail's "To" field: addresses with or without names, separated by commas, semicolons or line
 * breaks. Null if the text is something else, for example a table. Rows are `[address, name]`.
 */
export function parseAddressList(written: string): TableRow[] | null {
  const text = written.replace(REPEATED_LINK, "$1");
  if (!looksLikeList(text)) return null;
  return text.split("\n").flatMap((content, index) =>
    entriesOf(content).map((entry) => {
      const named = parseNamedAddress(entry);
      return { line: index + 1, cells: named ? [named.address, named.name] : [entry.trim(), ""] };
    }),
  );
}

/**
 * Whether the text is a list of addresses rather than a table: some line has several addresses, or a name beside an
 * address. In a single line up to half of the entries may be wrong; in several lines every entry must be an address.
 */
function looksLikeList(text: string): boolean {
  const lines = text
    .slice(0, 64_000)
    .split("\n")
    .map(entriesOf)
    .filter((entries) => entries.length > 0);
  const entries = lines.slice(0, 20).flat();
  const addresses = entries.filter(isAddress);
  const isMoreThanAColumn =
    entries.length > Math.min(lines.length, 20) ||
    entries.some((entry) => parseNamedAddress(entry) !== null) ||
    lines.length < text.split("\n").filter((line) => BULLET.test(line)).length * 2;
  const needed = lines.length === 1 ? entries.length / 2 : entries.length;
  return isMoreThanAColumn && addresses.length > 0 && addresses.length >= needed;
}

const isAddress = (entry: string) => PLAIN.test(entry) || parseNamedAddress(entry) !== null;

const BULLET = /^\s*(?:[-*•‣–]|\d{1,5}[.)])\s+/;
/** `Team: ada@example.com, grace@example.com;` names a group (RFC 5322, 3.4). */
const GROUP = /^\s*[^@<>,;:"]+:(?=.*@.*;\s*$)/;

/**
 * Splits at commas and semicolons, but not inside quotes such as `"Lovelace, Ada" <…>`. Splits at spaces too if every
 * word is an address.
 */
function entriesOf(written: string): string[] {
  const line = written.replace(BULLET, "").replace(GROUP, "");
  const named = line.split(";").filter((entry) => entry.trim() !== "");
  // Outlook separates people by semicolons, and writes `Lovelace, Ada <…>` without quotes.
  if (named.length > 1 && named.every((entry) => NAMED.test(entry))) return named;
  const entries = (line.match(/(?:"[^"]*"|[^,;"])+/g) ?? []).filter((entry) => entry.trim() !== "");
  return entries.flatMap(wordsOf);
}

function wordsOf(entry: string): string[] {
  const words = entry.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => PLAIN.test(word)) ? words : [entry];
}
