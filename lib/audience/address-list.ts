import type { TableRow } from "./rows";

/** `Ada Lovelace <ada@example.com>`, quotes around the name as mail programs write them. */
const NAMED = /^\s*(?:"([^"]*)"|'([^']*)'|([^<>"]*?))\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$/;
const PLAIN = /^\s*(?:mailto:)?[^\s@<>",;:]+@[^\s@<>",;:]+\s*$/;

export type NamedAddress = { name: string; address: string };

export function parseNamedAddress(text: string): NamedAddress | null {
  const named = NAMED.exec(text);
  if (!named) return null;
  return { name: (named[1] ?? named[2] ?? named[3] ?? "").trim(), address: named[4] ?? "" };
}

/**
 * What one copies out of a mail's "To": addresses, with or without names, between commas, semicolons or on lines of
 * their own. Null where the text is something else, a table for one. Rows are `[address, name]`.
 */
export function parseAddressList(text: string): TableRow[] | null {
  if (!looksLikeList(text)) return null;
  return text.split("\n").flatMap((content, index) =>
    entriesOf(content).map((entry) => {
      const named = parseNamedAddress(entry);
      return { line: index + 1, cells: named ? [named.address, named.name] : [entry.trim(), ""] };
    }),
  );
}

/** Some line holds several addresses, or names them. A single line may hold slips too; over many it is a table. */
function looksLikeList(text: string): boolean {
  const lines = text
    .slice(0, 64_000)
    .split("\n")
    .map(entriesOf)
    .filter((entries) => entries.length > 0);
  const entries = lines.slice(0, 20).flat();
  const addresses = entries.filter(isAddress);
  const isMoreThanAColumn =
    entries.length > Math.min(lines.length, 20) || entries.some((entry) => NAMED.test(entry));
  const needed = lines.length === 1 ? entries.length / 2 : entries.length;
  return isMoreThanAColumn && addresses.length > 0 && addresses.length >= needed;
}

const isAddress = (entry: string) => PLAIN.test(entry) || NAMED.test(entry);

/** Split at commas and semicolons, but not in `"Lovelace, Ada" <…>`; at blanks where only addresses stand between them. */
function entriesOf(line: string): string[] {
  const named = line.split(";").filter((entry) => entry.trim() !== "");
  // Outlook puts semicolons between people, and writes them as `Lovelace, Ada <…>` without quotes.
  if (named.length > 1 && named.every((entry) => NAMED.test(entry))) return named;
  const entries = (line.match(/(?:"[^"]*"|[^,;"])+/g) ?? []).filter((entry) => entry.trim() !== "");
  return entries.flatMap(wordsOf);
}

function wordsOf(entry: string): string[] {
  const words = entry.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => PLAIN.test(word)) ? words : [entry];
}
