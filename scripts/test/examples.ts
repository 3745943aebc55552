import { startable } from "../example/settings";
import { startChild } from "../run/child";
import { installChromium } from "../run/chromium";
import { addressesOf } from "../run/environment";
import { portVariables, freeTestPorts } from "./ports";
import { becomesReady } from "./ready";
import type { Step } from "./step";
import { add, oneCheck, tallyOfPlaywright, type PlaywrightReport, type Tally } from "./tally";
import { freshReport, type Output, runProgram, tallyOf } from "./tools";

/** Long enough for npm to download the example's packages, and for the build. */
const START_MS = 300_000;

/** Checks that each example passes its type check, starts as its README says, and passes the conformance suite. */
export const exampleSteps: readonly Step[] = startable().map((name) => ({
  name: `example ${name}`,
  isAlone: true,
  run: (output) => checkExample(name, output),
}));

async function checkExample(name: string, output: Output): Promise<Tally> {
  const chromium = installChromium();
  const ports = await freeTestPorts();
  const example = startChild(["--import", "tsx", "scripts/example.ts", name, "--fresh"], {
    ...portVariables(ports),
    LATCHKEY_STATE_DIR: `.latchkey/test-${name}`,
    RATE_LIMIT_SCALE: "1000",
  });
  try {
    if (!(await becomesReady(example, /Example is ready/, START_MS))) {
      console.log(example.printed());
      return oneCheck(false);
    }
    const types = await checkTypes(name, output);
    return add(types, await checkPromises(name, { site: addressesOf(ports).app, chromium }, output));
  } finally {
    await example.end("SIGTERM");
  }
}

/** Checks the types with the example's own TypeScript and packages. */
async function checkTypes(name: string, output: Output): Promise<Tally> {
  const folder = `examples/${name}`;
  const command = [process.execPath, `${folder}/node_modules/typescript/bin/tsc`, "--noEmit", "-p", folder];
  return oneCheck((await runProgram(command, output)) === 0);
}

async function checkPromises(
  name: string,
  { site, chromium }: { site: string; chromium: string },
  output: Output,
): Promise<Tally> {
  const report = freshReport(`conformance-${name}.json`);
  const suite = "packages/login-links/conformance/main.ts";
  const command = [process.execPath, "--import", "tsx", suite, site];
  const exitCode = await runProgram(command, output, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    CHROMIUM_PATH: chromium,
  });
  return tallyOf<PlaywrightReport>(report, tallyOfPlaywright, exitCode);
}
