/**
 * `npm run test:nodes`: signs in once on each supported Node version, or on the given ones: `npm run test:nodes -- 22
 * 24`.
 */
import { NODES, nodeSteps } from "./test/nodes";
import { runSteps } from "./test/schedule";
import { inWords } from "./test/tally";

const named = process.argv.slice(2);
const sum = await runSteps(nodeSteps(named.length > 0 ? named : NODES), 1, console.log);
console.log(`\n${inWords(sum)}`);
process.exit(sum.failed === 0 ? 0 : 1);
