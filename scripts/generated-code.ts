import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * The files of each `_generated` folder in `convex/`, by path: the app's and its own components'. The CLI's notes for
 * assistants (`ai/`) are not code and are not compared.
 */
export type Generated = Map<string, string>;

export async function readGenerated(project: string): Promise<Generated> {
  const folder = path.join(project, "convex");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => /(^|[\\/])_generated[\\/](?!ai[\\/])/.test(file));
  return new Map(
    await Promise.all(
      files.sort().map(async (file) => [file, await readFile(path.join(folder, file), "utf8")] as const),
    ),
  );
}

/** Restores the files, and removes those that were not there before. */
export async function writeGenerated(project: string, generated: Generated): Promise<void> {
  const folder = path.join(project, "convex");
  for (const file of (await readGenerated(project)).keys())
    if (!generated.has(file)) await rm(path.join(folder, file));
  for (const [file, source] of generated) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), source);
  }
}

/** Files that differ, are new, or are missing. */
export function staleFiles(committed: Generated, fresh: Generated): string[] {
  const all = new Set([...committed.keys(), ...fresh.keys()]);
  return [...all].filter((file) => committed.get(file) !== fresh.get(file)).sort();
}
