import { readFileSync } from "node:fs";
import { installChromium } from "../run/chromium";
import { exampleSteps } from "./examples";
import { previewEnvironment } from "./preview";
import type { Step } from "./step";
import {
  oneCheck,
  tallyOfJest,
  tallyOfPlaywright,
  type JestReport,
  type PlaywrightReport,
  type Tally,
} from "./tally";
import { freshReport, runProgram, runTool, tallyOf, type Output } from "./tools";

/** Steps that share the cores start in this order: the longest first. */
export const steps: readonly Step[] = [
  { name: "production build", run: build },
  check("lint", ["eslint", "--max-warnings", "0", "."]),
  check("imports", commandOf("lint:imports")),
  check("types", ["next", "typegen"], ["tsc", "--noEmit"]),
  check("formatting", ["prettier", "--check", "--log-level", "warn", "."]),
  check("generated code", ["tsx", "scripts/codegen.ts", "--check"]),
  check("unused code", ["knip", "--no-progress"]),
  { name: "unit tests", isAlone: true, run: runJest },
  { name: "browser tests", isAlone: true, run: runPlaywright },
  ...exampleSteps,
];

/** The command of a script in package.json that is one program with arguments, none of them quoted. */
function commandOf(script: string): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const command = scripts[script];
  if (command === undefined) throw new Error(`package.json has no script "${script}".`);
  return command.split(" ");
}

function check(name: string, ...commands: readonly string[][]): Step {
  return {
    name,
    run: async (output) => {
      for (const command of commands) if ((await runTool(command, output)) !== 0) return oneCheck(false);
      return oneCheck(true);
    },
  };
}

/**
 * Builds the app for the browser tests. They could build it themselves, but then nothing else could run at the same
 * time.
 */
async function build(output: Output): Promise<Tally> {
  const command = [process.execPath, "--import", "tsx", "scripts/test/build.ts"];
  return oneCheck((await runProgram(command, output, await previewEnvironment())) === 0);
}

async function runJest(output: Output): Promise<Tally> {
  const report = freshReport("jest.json");
  // Jest's default of five seconds is too short for tests that type into forms on a busy machine.
  const command = ["jest", "--testTimeout=30000", "--json", `--outputFile=${report}`];
  const exitCode = await runTool(command, output, {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`.trim(),
  });
  return tallyOf<JestReport>(report, tallyOfJest, exitCode);
}

async function runPlaywright(output: Output): Promise<Tally> {
  installChromium();
  const report = freshReport("playwright.json");
  const exitCode = await runTool(["playwright", "test"], output, {
    ...(await previewEnvironment()),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return tallyOf<PlaywrightReport>(report, tallyOfPlaywright, exitCode);
}
