import { readAddress } from "./read-address";

/** The addresses in typed or pasted text, separated by line breaks, commas, semicolons or blanks. Names are removed. */
export function addressesIn(text: string): string[] {
  const entries = text.match(/(?:"[^"]*"|[^\r\n,;"])+/g) ?? [];
  return entries
    .flatMap(wordsOf)
    .map((entry) => readAddress(entry).address)
    .filter((address) => address !== "");
}

/** `Ada <ada@example.com>` is one entry; two addresses with a blank between them are two. */
function wordsOf(entry: string): string[] {
  const words = entry.trim().split(/\s+/);
  return words.every((word) => word.includes("@") && !word.includes("<")) ? words : [entry];
}
