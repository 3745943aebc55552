import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { LocalServer } from "@/local/convex/server";
import { startServer } from "@/local/convex/server";
import { freePortPair } from "../local/free-ports";

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
    private readonly port: number,
    private readonly server: LocalServer,
  ) {}

  static async start(): Promise<StandIn> {
    const [folder, port] = [await mkdtemp(path.join(os.tmpdir(), "latchkey-ops-")), await freePortPair()];
    return new StandIn(folder, port, await startServer({ port, adminKey: ADMIN_KEY }));
  }

  get variables(): Record<string, string> {
    return Object.fromEntries(this.server.environment.list().map(({ name, value }) => [name, value]));
  }

  set(values: Record<string, string | null>): void {
    this.server.environment.update(Object.entries(values).map(([name, value]) => ({ name, value })));
  }

  /** Runs `ops/….ts` to its end, in an environment that has only what is said. */
  run(program: string, args: string[], env: Record<string, string> = {}): Promise<Finished> {
    const child = spawn(process.execPath, ["--import", "tsx", `ops/${program}.ts`, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        NODE_ENV: "test",
        CI: "1",
        CONVEX_DEPLOYMENT: "",
        CONVEX_SELF_HOSTED_URL: `http://127.0.0.1:${this.port}`,
        CONVEX_SELF_HOSTED_ADMIN_KEY: ADMIN_KEY,
        ...env,
      },
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].on("data", (data: Buffer) => (said[stream] += data.toString()));
    return new Promise((resolve) => child.once("close", (exitCode) => resolve({ exitCode, ...said })));
  }

  async stop(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
