import { createHash } from "node:crypto";
import type { PushedModule } from "../types";

const KEPT = 32;
const analyses = new Map<string, Promise<unknown>>();

/**
 * Loads each version of the code only once, because the CLI pushes the same code two or three times for one deploy, and
 * the same components at every save. Failures are not cached.
 */
export function analyzedOnce<T>(key: string, analyze: () => Promise<T>): Promise<T> {
  const known = analyses.get(key);
  if (known) return known as Promise<T>;
  const analysis = analyze();
  analyses.set(key, analysis);
  analysis.catch(() => analyses.delete(key));
  for (const old of [...analyses.keys()].slice(0, -KEPT)) analyses.delete(old);
  return analysis;
}

/** A key that differs whenever the analysis could differ; `rest` is everything relevant besides the modules. */
export function analysisKey(modules: PushedModule[], rest: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  for (const { path, environment, source } of [...modules].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`\0${path}\0${environment}\0`).update(source);
  return hash.digest("hex");
}
