/**
 * `npm test`: runs every check, even after a failure, and ends with one summary line. With names as arguments it only
 * runs those steps: `npm test -- lint "browser tests"`. `--nodes=22,24` adds a sign-in on each of those Node versions.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { nodeSteps } from "./test/nodes";
import { runSteps } from "./test/schedule";
import { steps } from "./test/steps";
import { inWords } from "./test/tally";

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { nodes: { type: "string", default: "" } },
});
const known = steps.map(({ name }) => name);
const stray = wanted.find((name) => !known.includes(name));
if (stray !== undefined) {
  console.error(`There is no step "${stray}". The steps are ${known.join(", ")}.`);
  process.exit(1);
}

const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const onNodes = nodeSteps(values.nodes.split(",").filter(Boolean));
const sum = await runSteps([...chosen, ...onNodes], availableParallelism(), console.log);
console.log(`\n${inWords(sum)}`);
process.exit(sum.failed === 0 ? 0 : 1);
