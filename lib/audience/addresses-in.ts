import { readAddress } from "./read-address";

/** The addresses in what somebody typed or pasted: between line breaks, commas, semicolons or blanks, names left off. */
export function addressesIn(text: string): string[] {
  const entries = text.match(/(?:"[^"]*"|[^\r\n,;"])+/g) ?? [];
  return entries
    .flatMap(wordsOf)
    .map((entry) => readAddress(entry).address)
    .filter((address) => address !== "");
}

/** `Ada <ada@example.com>` is one; two addresses with a blank between them are two. */
function wordsOf(entry: string): string[] {
  const words = entry.trim().split(/\s+/);
  return words.every((word) => word.includes("@") && !word.includes("<")) ? words : [entry];
}
