/**
 * `npm test`: every check there is, all of them even where one fails. Ends with one line that sums them up. With names as
 * arguments only those steps run: `npm test -- lint "browser tests"`.
 */
import { availableParallelism } from "node:os";
import { runSteps } from "./run/test/schedule";
import { steps } from "./run/test/steps";
import { inWords } from "./run/test/tally";

const wanted = process.argv.slice(2);
const known = steps.map(({ name }) => name);
const stray = wanted.find((name) => !known.includes(name));
if (stray !== undefined) {
  console.error(`There is no step "${stray}". There are: ${known.join(", ")}.`);
  process.exit(1);
}

const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const sum = await runSteps(chosen, availableParallelism(), console.log);
console.log(`\n${inWords(sum)}`);
process.exit(sum.failed === 0 ? 0 : 1);
