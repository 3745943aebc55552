/** A deployment in a separate process, for tests that would end the test's own process: see own-process.test.ts. */
import "../src/async-context";
import { watchLeftBehind } from "../src/left-behind";
import { serve, source } from "./deployment-support";

const print = (line: string) => process.stdout.write(`${line}\n`);
watchLeftBehind(print);
const server = await serve([source("code.js", process.argv[2] ?? "")], {
  guardLoops: true,
  loopLimits: { function: 1_000, action: 2_000 },
  print,
});
print(`serving at ${server.url}`);
