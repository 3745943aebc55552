/** A copy of the project that may be edited while it runs. It is inside the project, so it finds the packages. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";

const SCRATCH = path.resolve(".latchkey/bench/editing");
const COPIED = [
  ...["app", "convex", "emails", "lib", "packages", "public", "scripts"],
  ...["middleware.ts", "next.config.ts", "package.json", "postcss.config.mjs"],
  ...["tsconfig.json", "tsconfig.side-build.json"],
];
const PORTS = {
  PORT: process.env.PORT ?? "3600",
  CONVEX_LOCAL_PORT: process.env.CONVEX_LOCAL_PORT ?? "3610",
  MAILBOX_PORT: process.env.MAILBOX_PORT ?? "3625",
};

export const SCRATCH_CONVEX_URL = `http://127.0.0.1:${PORTS.CONVEX_LOCAL_PORT}`;

export interface Development {
  /** How long the command took until it reported that it is ready, in ms. */
  readyMs: number;
  stop(): Promise<void>;
}

/**
 * Makes a fresh copy of the project.
 * @returns a function from a path in the project to the path in the copy
 */
export function layOutScratch(): (file: string) => string {
  rmSync(SCRATCH, { recursive: true, force: true });
  mkdirSync(SCRATCH, { recursive: true });
  for (const entry of COPIED) cpSync(entry, path.join(SCRATCH, entry), { recursive: true });
  return (file) => path.join(SCRATCH, file);
}

/** Runs `npm run dev` in the copy. */
export async function develop(): Promise<Development> {
  const startedAt = performance.now();
  const { NODE_ENV: _ignored, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/dev.ts", "dev"], {
    cwd: SCRATCH,
    env: { ...env, ...PORTS } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await saidReady(child);
  return { readyMs: performance.now() - startedAt, stop: () => end(child) };
}

function saidReady(child: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data) => {
        said += String(data);
        if (said.includes("Latchkey is ready")) resolve();
      });
    child.once("exit", () => reject(new Error(`npm run dev did not start:\n${said.slice(-4_000)}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
