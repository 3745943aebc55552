/** Prepares an example: its packages and its build. Each is made again only if its sources changed. */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "../run/build";
import type { Environment } from "../run/environment";
import type { Log } from "../run/log";
import type { Stage } from "../run/stage";
import { npmService } from "./npm";
import { hashOf, type PackageFile, packPackage } from "./package-file";

/** What an example is built from. */
const SOURCES = ["src", "convex", "public", "index.html", "vite.config.ts", "package-lock.json"];

export interface Preparation {
  project: string;
  /** Inherited by npm. */
  base: Environment;
  /** Values that become part of the build. */
  baked: Record<string, string>;
}

export async function prepare(preparation: Preparation, stage: Stage, log: Log): Promise<void> {
  const packed = await packPackage(stage, preparation.base);
  await install(preparation, packed, stage, log);
  await build(preparation, packed, stage, log);
}

/**
 * The file is put where the example's package.json expects it. The lockfile has no checksum for it, because it changes
 * with our sources; if nothing else has changed, only this package is unpacked again.
 */
async function install(
  { project, base }: Preparation,
  packed: PackageFile,
  stage: Stage,
  log: Log,
): Promise<void> {
  const stamp = path.join(project, "node_modules", ".latchkey-installed");
  const lockfile = hashOf([path.join(project, "package-lock.json")]);
  const wanted = `${lockfile} ${packed.hash}`;
  if (isStamped(stamp, wanted)) return log.line("install", "nothing changed since the last install");
  const isOnlyOurs = existsSync(stamp) && readFileSync(stamp, "utf8").startsWith(lockfile);
  rmSync(stamp, { force: true });
  if (isOnlyOurs) unpack(packed.file, path.join(project, "node_modules", "@latchkey", "login-links"));
  else {
    log.line("install", "installing the example's own packages");
    copyFileSync(packed.file, path.join(project, path.basename(packed.file)));
    await stage.finish(npmService("install", ["ci", "--no-audit", "--no-fund"], project, base));
  }
  writeFileSync(stamp, wanted);
}

/** As npm does it: a packed file has all of its files in one folder. */
export function unpack(file: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", file, "--strip-components=1", "-C", folder]);
}

async function build(
  { project, base, baked }: Preparation,
  packed: PackageFile,
  stage: Stage,
  log: Log,
): Promise<void> {
  const stamp = path.join(project, "dist", ".latchkey-built");
  const sources = SOURCES.flatMap((source) => filesUnder(path.join(project, source)));
  const wanted = `${hashOf(sources)} ${packed.hash} ${JSON.stringify(baked)}`;
  if (isStamped(stamp, wanted)) return log.line("build", "nothing changed since the last build");
  log.line("build", "building the example");
  rmSync(stamp, { force: true });
  await stage.finish(npmService("build", ["run", "build"], project, { ...base, ...baked }));
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const isStamped = (stamp: string, wanted: string): boolean =>
  existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
