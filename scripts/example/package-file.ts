import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "../run/build";
import type { Environment } from "../run/environment";
import type { Stage } from "../run/stage";
import { npmService } from "./npm";

const PACKAGE = path.resolve("packages", "login-links");
/** The files of the package that the packed file is made from. */
const INPUTS = ["src", "package.json", "prepare.mjs"];
/** The folder for packed files. `npm ci` empties it. */
const CACHE = path.resolve("node_modules", ".cache", "latchkey", "packed");

/** The package as `npm pack` makes it, `latchkey-login-links-0.1.0.tgz`, and the hash of its sources. */
export interface PackageFile {
  file: string;
  hash: string;
}

/** Packs the package, unless the same sources were packed before. */
export async function packPackage(stage: Stage, base: Environment): Promise<PackageFile> {
  const hash = hashOf(INPUTS.flatMap((input) => filesUnder(path.join(PACKAGE, input))));
  const folder = path.join(CACHE, hash);
  if (!existsSync(folder)) await packInto(folder, stage, base);
  const [name = ""] = readdirSync(folder);
  return { file: path.join(folder, name), hash };
}

/** Moves the packed file into place at the end, so that an interrupted run leaves nothing that looks complete. */
async function packInto(folder: string, stage: Stage, base: Environment): Promise<void> {
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(path.join(CACHE, "unfinished-"));
  await stage.finish(npmService("pack", ["pack", "--pack-destination", unfinished], PACKAGE, base));
  renameSync(unfinished, folder);
}

/** A hash of the files' names and contents, and of the version of Node. */
export function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of files)
    hash.update(`\0${path.relative(process.cwd(), file)}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 32);
}
