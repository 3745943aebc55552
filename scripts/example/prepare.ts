/** Installs an example's packages and builds it. Each step is repeated only if its sources have changed. */
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
  /** The environment that npm inherits. */
  base: Environment;
  /** Variables that become part of the build. */
  baked: Record<string, string>;
}

export async function prepare(preparation: Preparation, stage: Stage, log: Log): Promise<void> {
  const packed = await packPackage(stage, preparation.base);
  await install(preparation, packed, stage, log);
  await build(preparation, packed, stage, log);
}

/**
 * Puts the packed file where the example's package.json expects it, and installs. The lockfile has no checksum for the
 * file, because the checksum would change with our sources. If nothing else has changed, only this package is unpacked
 * again.
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

/** Unpacks the file as npm does. All files of a packed package are in one folder, which is left out. */
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
