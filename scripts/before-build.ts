/**
 * Runs before `npm run build`. On Vercel that is between the moment at which `npx convex deploy --cmd` has made the preview's
 * deployment and the one at which it pushes: what Convex is told here is there when its functions begin to run.
 */
import { readConvexEnvironment } from "../lib/environment/convex";
import { inWords } from "../lib/environment/problem";
import { explain, PlainError } from "./run/plain-error";
import { listVariables, setVariables } from "./deployment/convex-cli";
import { applied, deployPlan } from "./deploy-plan";
import { announcement, selectionOf } from "./deployment/selection";

async function main(): Promise<void> {
  const plan = deployPlan(process.env);
  if (!plan) return;
  const selection = selectionOf(plan.selection);
  console.log(announcement(selection));
  const { after, changes } = applied(plan, await listVariables(selection));
  const reading = readConvexEnvironment(after);
  if (!reading.ok) throw new PlainError(inWords("the Convex side", reading.problems));
  await setVariables(selection, changes);
  console.log(`Set on Convex: ${Object.keys(changes).join(", ") || "nothing, everything was already set"}`);
}

await main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
