import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installChromium } from "../chromium";
import { explain } from "../plain-error";
import { freeTestPorts, portVariables } from "./ports";
import {
  oneCheck,
  tallyOfJest,
  tallyOfPlaywright,
  withExitCode,
  type JestReport,
  type PlaywrightReport,
  type Tally,
} from "./tally";

/** One part of `npm test`. It prints what it finds, and never throws. */
export interface Step {
  name: string;
  run: () => Promise<Tally>;
}

/** Where the tools leave their counts for us; `npm ci` empties it. */
const REPORTS = path.resolve("node_modules", ".cache", "latchkey");

export const steps: readonly Step[] = [
  check("types", ["next", "typegen"], ["tsc", "--noEmit"]),
  check("lint", ["eslint", "--max-warnings", "0", "."]),
  check("formatting", ["prettier", "--check", "--log-level", "warn", "."]),
  check("unused code", ["knip", "--no-progress"]),
  check("generated code", ["tsx", "local/convex/codegen.ts", "--check"]),
  { name: "unit tests", run: runJest },
  { name: "browser tests", run: runPlaywright },
];

function check(name: string, ...commands: readonly string[][]): Step {
  return {
    name,
    run: async () => {
      for (const command of commands) if ((await runTool(command)) !== 0) return oneCheck(false);
      return oneCheck(true);
    },
  };
}

async function runJest(): Promise<Tally> {
  const report = freshReport("jest.json");
  // Five seconds, Jest's own limit, is little for a form that is typed into on a busy machine.
  const exitCode = await runTool(["jest", "--testTimeout=30000", "--json", `--outputFile=${report}`], {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
  });
  return tallyOf<JestReport>(report, tallyOfJest, exitCode);
}

async function runPlaywright(): Promise<Tally> {
  try {
    installChromium();
  } catch (error) {
    console.error(explain(error));
    return oneCheck(false);
  }
  const report = freshReport("playwright.json");
  const exitCode = await runTool(["playwright", "test"], {
    ...portVariables(await freeTestPorts()),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return tallyOf<PlaywrightReport>(report, tallyOfPlaywright, exitCode);
}

function tallyOf<Report>(file: string, read: (report: Report) => Tally, exitCode: number): Tally {
  if (!existsSync(file)) return oneCheck(exitCode === 0);
  const tally = read(JSON.parse(readFileSync(file, "utf8")) as Report);
  return withExitCode(tally, exitCode);
}

/** An old report must not be read for a run that made none. */
function freshReport(name: string): string {
  const file = path.join(REPORTS, name);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** Runs a tool of the project with this terminal; resolves with its exit code. */
function runTool([tool = "", ...args]: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(path.resolve("node_modules", ".bin", tool), args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("error", (error) => {
      console.error(`${tool} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
