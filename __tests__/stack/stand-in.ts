import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onDeployment } from "@/scripts/deployment/cli";
import type { Environment } from "@/scripts/run/environment";
import type { LocalServer } from "@/packages/convex-local/src/server";
import { startServer } from "@/packages/convex-local/src/server";
import { freePortPair } from "../support/free-ports";

const ADMIN_KEY = "latchkey-local|test";

export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** A local deployment without functions, and our programs run against it as a person runs them. */
export class StandIn {
  private constructor(
    readonly folder: string,
    readonly url: string,
    readonly adminKey: string,
    private readonly server: LocalServer,
  ) {}

  static async start(adminKey = ADMIN_KEY): Promise<StandIn> {
    const [folder, port] = [await mkdtemp(path.join(os.tmpdir(), "latchkey-ops-")), await freePortPair()];
    const server = await startServer({ port, adminKey });
    return new StandIn(folder, `http://127.0.0.1:${port}`, adminKey, server);
  }

  get variables(): Record<string, string> {
    return Object.fromEntries(this.server.environment.list().map(({ name, value }) => [name, value]));
  }

  set(values: Record<string, string | null>): void {
    this.server.environment.update(Object.entries(values).map(([name, value]) => ({ name, value })));
  }

  /** Runs `scripts/….ts` on it. */
  run(program: string, args: string[], env: Record<string, string> = {}): Promise<Finished> {
    const own = onDeployment(this, [], { HOME: this.folder }).env;
    return runOps(program, args, { ...own, ...env });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs `scripts/….ts` to its end, in an environment that has only what is said. */
export function runOps(
  program: string,
  args: string[],
  env: Environment,
  cwd = process.cwd(),
): Promise<Finished> {
  const file = path.resolve(`scripts/${program}.ts`);
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, NODE_ENV: "test", CI: "1", ...env } as NodeJS.ProcessEnv,
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].on("data", (data: Buffer) => (said[stream] += data.toString()));
  return new Promise((resolve) => child.once("close", (exitCode) => resolve({ exitCode, ...said })));
}
