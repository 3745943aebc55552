import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onDeployment } from "@/scripts/deployment/cli";
import { type Child, startChild } from "@/scripts/run/child";
import type { Environment } from "@/scripts/run/environment";
import { programs } from "@/scripts/run/programs";
import { waitForAnswer } from "@/scripts/run/readiness";
import { freePortPair } from "../support/free-ports";

const ADMIN_KEY = "latchkey-local|test";

export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** A local deployment without functions. Our scripts run on it as a person would run them. */
export class StandIn {
  private constructor(
    readonly folder: string,
    readonly url: string,
    readonly adminKey: string,
    private readonly child: Child,
  ) {}

  static async start(adminKey = ADMIN_KEY): Promise<StandIn> {
    const [folder, port] = [await mkdtemp(path.join(os.tmpdir(), "latchkey-ops-")), await freePortPair()];
    // A deployment uses the admin key in its state folder if there is one, so this writes the wanted key first.
    await mkdir(path.join(folder, "convex"));
    await writeFile(path.join(folder, "convex", "admin-key"), adminKey);
    const env = { CONVEX_LOCAL_PORT: String(port), LATCHKEY_STATE_DIR: folder };
    const child = startChild(programs.localConvex(false), env);
    const url = `http://127.0.0.1:${port}`;
    await waitForAnswer(`${url}/version`, "The deployment", 60_000);
    return new StandIn(folder, url, adminKey, child);
  }

  /** The deployment's environment variables, by name. */
  async variables(): Promise<Record<string, string>> {
    const path = "_system/cli/queryEnvironmentVariables";
    const { value } = (await this.post("/api/query", { path, args: {}, format: "json" })) as {
      value: { name: string; value: string }[];
    };
    return Object.fromEntries(value.map(({ name, value }) => [name, value]));
  }

  /** Sets variables, and removes those that are null. */
  async set(values: Record<string, string | null>): Promise<void> {
    const changes = Object.entries(values).map(([name, value]) => ({ name, value }));
    await this.post("/api/update_environment_variables", { changes });
  }

  async unsetAll(): Promise<void> {
    await this.set(Object.fromEntries(Object.keys(await this.variables()).map((name) => [name, null])));
  }

  private async post(route: string, body: unknown): Promise<unknown> {
    const response = await fetch(this.url + route, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Convex ${this.adminKey}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${route} was answered ${response.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Runs `scripts/….ts` on this deployment. */
  run(program: string, args: string[], env: Record<string, string> = {}): Promise<Finished> {
    const own = onDeployment(this, [], { HOME: this.folder }).env;
    return runOps(program, args, { ...own, ...env });
  }

  async stop(): Promise<void> {
    await this.child.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs `scripts/….ts` to its end. Its environment has only the given variables, PATH, NODE_ENV and CI. */
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
