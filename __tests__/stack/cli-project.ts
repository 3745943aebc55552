import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onDeployment } from "../../scripts/deployment/cli";
import type { Deployment } from "../../scripts/run/deployment";
import { freePortPair } from "../support/free-ports";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** On a busy machine the command takes long to start. */
const TIMEOUT_MS = 60_000;

export interface Finished {
  exitCode: number;
  output: string;
}

/** A throwaway app with its own local deployment, used through the unmodified `convex` command. */
export class CliProject {
  private server: ChildProcess | undefined;
  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  static async create(files: Record<string, string>): Promise<CliProject> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "latchkey-cli-"));
    await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    const project = new CliProject(folder, await freePortPair());
    const manifest = { name: "throwaway", type: "module", dependencies: { convex: "*" } };
    await project.write({ "package.json": JSON.stringify(manifest), ...files });
    await project.start();
    return project;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async deployment(): Promise<Deployment> {
    const adminKey = (await this.read("state/convex/admin-key")).trim();
    return { url: this.url, siteUrl: `http://127.0.0.1:${this.port + 1}`, adminKey };
  }

  async write(files: Record<string, string>): Promise<void> {
    for (const [file, source] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(this.folder, file)), { recursive: true });
      await writeFile(path.join(this.folder, file), source);
    }
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), "utf8");
  }

  /** Runs `convex …` to its end. `output` contains both stdout and stderr. */
  async convex(...command: string[]): Promise<Finished> {
    const child = await this.spawnConvex(command);
    const output = collect(child);
    const exitCode = await exited(child);
    return { exitCode, output: output() };
  }

  /**
   * Starts `convex …`, awaits `meanwhile`, and ends the command once it has printed `wanted`, or after a timeout.
   * Returns the output so far.
   */
  async convexUntil(wanted: RegExp, command: string[], meanwhile: () => Promise<unknown>): Promise<string> {
    const child = await this.spawnConvex(command);
    const output = collect(child);
    await meanwhile();
    const deadline = Date.now() + TIMEOUT_MS;
    while (!wanted.test(output()) && Date.now() < deadline) await pause(50);
    child.kill();
    await exited(child);
    return output();
  }

  async dispose(): Promise<void> {
    if (this.server) {
      this.server.kill();
      await exited(this.server);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    const main = path.join(ROOT, "packages/convex-local/src/main.ts");
    const tsx = import.meta.resolve("tsx");
    this.server = spawn(
      process.execPath,
      ["--no-warnings", "--experimental-vm-modules", "--import", tsx, main],
      {
        cwd: this.folder,
        env: {
          ...process.env,
          NODE_OPTIONS: "",
          CONVEX_LOCAL_PORT: String(this.port),
          LATCHKEY_STATE_DIR: path.join(this.folder, "state"),
        },
      },
    );
    const output = collect(this.server);
    while (!output().includes("Listening")) {
      if (this.server.exitCode !== null) throw new Error(`The local deployment did not start: ${output()}`);
      await pause(25);
    }
  }

  private async spawnConvex(command: string[]): Promise<ChildProcess> {
    const { args, env } = onDeployment(await this.deployment(), command);
    return spawn(process.execPath, args, {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: env as NodeJS.ProcessEnv,
    });
  }
}

function collect(child: ChildProcess): () => string {
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return () => output;
}

function exited(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? -1)));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
