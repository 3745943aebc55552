/**
 * `npm run codegen` writes `convex/_generated` with the unmodified `convex codegen`. It needs no deployment, because
 * the local Convex answers codegen's calls. With `--check` it changes no files, and fails if they are stale. If
 * `packages/convex-local` was removed, it uses the deployment that the environment chooses.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { type CliCommand, onChosen, onDeployment } from "./deployment/cli";
import { readGenerated, staleFiles, writeGenerated } from "./generated-code";
import { eachLine } from "./run/lines";
import { programs } from "./run/programs";

const ADMIN_KEY = "codegen|0";

/** @param project the folder that holds `convex/` */
export async function generate(project: string): Promise<{ exitCode: number; output: string }> {
  if (!existsSync(programs.codegenServer.at(-1)!)) return run(onChosen(["codegen"]), project);
  const server = spawn(process.execPath, programs.codegenServer, { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(server, "exit");
  try {
    const url = await Promise.race([firstLine(server.stdout), exited.then(neverListened)]);
    return await run(onDeployment({ url, adminKey: ADMIN_KEY }, ["codegen"]), project);
  } finally {
    server.stdin.end();
    await exited;
  }
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve) => eachLine(stream, resolve));
}

function neverListened(): never {
  throw new Error("The local Convex for codegen ended before it was ready.");
}

async function run({ args, env }: CliCommand, cwd: string): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode: typeof code === "number" ? code : 1, output: out + err };
}

async function main(project: string, check: boolean): Promise<number> {
  const before = await readGenerated(project);
  const { exitCode, output } = await generate(project);
  if (exitCode !== 0) process.stderr.write(output);
  if (!check) return exitCode;
  const stale = staleFiles(before, await readGenerated(project));
  await writeGenerated(project, before);
  if (exitCode !== 0 || stale.length === 0) return exitCode;
  process.stderr.write(`Stale in convex/: ${stale.join(", ")}. Run \`npm run codegen\` and commit.\n`);
  return 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = await main(process.cwd(), process.argv.includes("--check"));
