import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "../run/child";
import { installChromium } from "../run/chromium";
import { addressesOf } from "../run/environment";
import { portVariables, freeTestPorts } from "./ports";
import type { Step } from "./step";
import { add, oneCheck, tallyOfPlaywright, type PlaywrightReport, type Tally } from "./tally";
import { freshReport, type Output, runProgram, tallyOf } from "./tools";

/** Those that `npm run example` starts. */
const EXAMPLES = ["tanstack-start", "react-spa"];

/** For npm, which fetches the example's packages, and for the build. */
const START_MS = 300_000;

/** Each example type-checks, starts as its README says, and keeps the promises of the conformance suite. */
export const exampleSteps: readonly Step[] = EXAMPLES.map((name) => ({
  name: `example ${name}`,
  isAlone: true,
  run: (output) => checkExample(name, output),
}));

async function checkExample(name: string, output: Output): Promise<Tally> {
  installChromium();
  const ports = await freeTestPorts();
  const example = startChild(["--import", "tsx", "scripts/example.ts", name, "--fresh"], {
    ...portVariables(ports),
    LATCHKEY_STATE_DIR: `.latchkey/test-${name}`,
    RATE_LIMIT_SCALE: "1000",
  });
  try {
    if (!(await saysReady(example))) {
      console.log(example.printed());
      return oneCheck(false);
    }
    const types = await checkTypes(name, output);
    return add(types, await checkPromises(name, addressesOf(ports).app, output));
  } finally {
    await example.end("SIGTERM");
  }
}

/** With the example's own TypeScript, on its own packages. */
async function checkTypes(name: string, output: Output): Promise<Tally> {
  const folder = `examples/${name}`;
  const command = [process.execPath, `${folder}/node_modules/typescript/bin/tsc`, "--noEmit", "-p", folder];
  return oneCheck((await runProgram(command, output)) === 0);
}

async function checkPromises(name: string, site: string, output: Output): Promise<Tally> {
  const report = freshReport(`conformance-${name}.json`);
  const suite = "packages/login-links/conformance/main.ts";
  const command = [process.execPath, "--import", "tsx", suite, site];
  const exitCode = await runProgram(command, output, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return tallyOf<PlaywrightReport>(report, tallyOfPlaywright, exitCode);
}

/** False where it ended, or said nothing of it in time. */
const saysReady = (example: Child): Promise<boolean> =>
  Promise.race([
    example.said(/Example is ready/).then(() => true),
    example.exited.then(() => false),
    sleep(START_MS, false, { ref: false }),
  ]);
