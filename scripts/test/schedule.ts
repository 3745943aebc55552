import { explain } from "../run/plain-error";
import type { Step } from "./step";
import { add, inWords, NOTHING, oneCheck, type Tally } from "./tally";

type Print = (text: string) => void;

/**
 * Runs every step, whatever the results of the others. Steps that share the cores run in parallel, and each prints its
 * output when it is done. Then the others run one after the other and print as they go. What failed is printed again
 * at the end, because the output between is long.
 * @param lanes how many run in parallel
 */
export async function runSteps(steps: readonly Step[], lanes: number, print: Print): Promise<Tally> {
  let sum = NOTHING;
  const failures: string[] = [];
  const run = async (step: Step): Promise<void> => {
    const tally = await runStep(step, print);
    sum = add(sum, tally);
    if (tally.failed > 0) failures.push(...inStep(step, tally));
  };
  const sharing = steps.filter(({ isAlone }) => !isAlone);
  const lane = async () => {
    for (let step = sharing.shift(); step; step = sharing.shift()) await run(step);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const step of steps) if (step.isAlone) await run(step);
  if (failures.length > 0) print(["\n── failed", ...failures].join("\n"));
  return sum;
}

function inStep({ name }: Step, { failures = [] }: Tally): string[] {
  return failures.length === 0 ? [name] : failures.map((failure) => `${name}: ${failure}`);
}

async function runStep(step: Step, print: Print): Promise<Tally> {
  const startedAt = performance.now();
  const heading = `\n── ${step.name}`;
  let said = "";
  if (step.isAlone) print(heading);
  const tally = await step
    .run(step.isAlone ? "terminal" : (text) => void (said += text))
    .catch((error: unknown) => {
      said += explain(error);
      return oneCheck(false);
    });
  if (!step.isAlone) print(heading);
  if (said.trim() !== "") print(said.trimEnd());
  print(`── ${step.name}: ${inWords(tally)} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return tally;
}
