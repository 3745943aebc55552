import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";

/** The page with the last results. Each benchmark's results are between two markers with its name. */
export const PAGE = "docs/benchmarks.md";

/** The page with the part for `name` replaced; the rest stays. Throws if the page has no such part. */
export function fillPlace(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for ${name}: ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}

/**
 * Throws if a benchmark has no part in the page. Checked before they run, because some take minutes, and their results
 * would be lost.
 */
export async function requirePlaces(names: readonly string[], file = PAGE): Promise<void> {
  const page = await readFile(file, "utf8");
  for (const name of names) fillPlace(page, name, "");
}

export async function writePlace(name: string, text: string, file = PAGE): Promise<void> {
  const page = fillPlace(await readFile(file, "utf8"), name, text);
  await writeFile(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
}
