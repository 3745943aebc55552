/**
 * `npm test`: every check there is, one after the other, all of them even where one fails. Ends with one line that
 * sums them up. With names as arguments only those steps run: `npm test -- lint "browser tests"`.
 */
import { explain } from "./run/plain-error";
import { steps } from "./run/test/steps";
import { add, inWords, NOTHING, oneCheck } from "./run/test/tally";

const wanted = process.argv.slice(2);
const known = steps.map(({ name }) => name);
const stray = wanted.find((name) => !known.includes(name));
if (stray !== undefined) {
  console.error(`There is no step "${stray}". There are: ${known.join(", ")}.`);
  process.exit(1);
}

let sum = NOTHING;
for (const { name, run } of steps.filter((step) => wanted.length === 0 || wanted.includes(step.name))) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const tally = await run().catch((error: unknown) => {
    console.error(explain(error));
    return oneCheck(false);
  });
  console.log(`── ${name}: ${inWords(tally)} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  sum = add(sum, tally);
}
console.log(`\n${inWords(sum)}`);
process.exit(sum.failed === 0 ? 0 : 1);
