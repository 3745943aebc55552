import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { oneCheck, withExitCode, type Tally } from "./tally";

/** Where a tool prints: to this terminal, or to a function that keeps its text. */
export type Output = "terminal" | ((text: string) => void);

type Environment = Readonly<Record<string, string>>;

/** Where the tools write their reports; `npm ci` empties it. */
const REPORTS = path.resolve("node_modules", ".cache", "latchkey");

/** Runs a tool of the project; resolves with its exit code. */
export function runTool(
  [tool = "", ...args]: readonly string[],
  output: Output,
  env: Environment = {},
): Promise<number> {
  return runProgram([path.resolve("node_modules", ".bin", tool), ...args], output, env);
}

/** Runs any program; resolves with its exit code. */
export function runProgram(
  [program = "", ...args]: readonly string[],
  output: Output,
  env: Environment = {},
): Promise<number> {
  return new Promise((resolve) => {
    const channel = output === "terminal" ? "inherit" : "pipe";
    const child = spawn(program, args, {
      stdio: ["ignore", channel, channel],
      env: { ...process.env, ...env },
    });
    const print = output === "terminal" ? (text: string) => void process.stderr.write(text) : output;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", print);
    child.once("error", (error) => {
      print(`${program} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * The path for a new report. Deletes the old report, so that it is not mistaken for the result of a run that wrote
 * none.
 */
export function freshReport(name: string): string {
  const file = path.join(REPORTS, name);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** The tally from a tool's report. If the tool wrote none, the tool's exit code counts as one check. */
export function tallyOf<Report>(file: string, read: (report: Report) => Tally, exitCode: number): Tally {
  if (!existsSync(file)) return oneCheck(exitCode === 0);
  const tally = read(JSON.parse(readFileSync(file, "utf8")) as Report);
  return withExitCode(tally, exitCode);
}
