import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Everything that a production build of the app can depend on. */
const INPUTS = [
  "app",
  "lib",
  "emails",
  "convex",
  "packages/login-links/src",
  "public",
  "middleware.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/**
 * A fingerprint of the sources and of the variables that become part of the build.
 * @param root the project's folder
 */
export function fingerprint(root: string, baked: Readonly<Record<string, string>>): string {
  const hash = createHash("sha256")
    .update(process.version)
    .update(JSON.stringify(Object.entries(baked).sort()));
  for (const file of INPUTS.flatMap((input) => filesUnder(path.join(root, input)))) {
    hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Every file in a folder, or `entry` itself if it is a file; none if it does not exist. */
export function filesUnder(entry: string): string[] {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesUnder(path.join(entry, name)));
}

/** Whether the build in `distDir` was made from exactly these inputs, and is complete. */
export function isBuilt(distDir: string, wanted: string): boolean {
  return existsSync(path.join(distDir, "BUILD_ID")) && readMark(distDir) === wanted;
}

export function markBuilt(distDir: string, made: string): void {
  writeFileSync(path.join(distDir, "latchkey-inputs"), made);
}

function readMark(distDir: string): string | null {
  const file = path.join(distDir, "latchkey-inputs");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
