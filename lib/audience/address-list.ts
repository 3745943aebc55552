import type { TableRow } from "./rows";

/** `Ada Lovelace <ada@example.com>`, with the quotes that mail programs put around names. */
const NAMED = /^\s*(?:"([^"]*)"|'([^']*)'|([^<>"]*?))\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$/;
const PLAIN = /^\s*(?:mailto:)?[^\s@<>",;:]+@[^\s@<>",;:]+\s*$/;

export type NamedAddress = { name: string; address: string };

export function parseNamedAddress(text: string): NamedAddress | null {
  const named = NAMED.exec(text);
  if (!named) return null;
  return { name: (named[1] ?? named[2] ?? named[3] ?? "").trim(), address: named[4] ?? "" };
}

/**
 * Parses text copied from a mail's "To" field: addresses with or without names, separated by commas, semicolons or line
 * breaks. Null if the text is something else, for example a table. Rows are `[address, name]`.
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

/**
 * Whether some line contains several addresses, or names for them. A single line may contain mistakes; many lines with
 * mistakes are a table.
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
    entries.length > Math.min(lines.length, 20) || entries.some((entry) => NAMED.test(entry));
  const needed = lines.length === 1 ? entries.length / 2 : entries.length;
  return isMoreThanAColumn && addresses.length > 0 && addresses.length >= needed;
}

const isAddress = (entry: string) => PLAIN.test(entry) || NAMED.test(entry);

/**
 * Splits at commas and semicolons, but not inside `"Lovelace, Ada" <…>`; at blanks if there are only addresses between
 * them.
 */
function entriesOf(line: string): string[] {
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
