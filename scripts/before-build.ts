/**
 * Runs before `npm run build` and sets the variables of the Convex deployment. On Vercel, `npx convex deploy --cmd` has
 * created the preview's deployment by then, but has not pushed yet, so the functions have these variables from their
 * first run.
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
