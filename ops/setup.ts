/** `npm run setup`: asks what it must, makes the secrets, and tells both sides. Run again, it changes only what differs. */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { intro, log, outro } from "@clack/prompts";
import { parse } from "dotenv";
import { inWords } from "../lib/environment/problem";
import { editEnvFile, setLine } from "../local/run/env-file";
import { explain, PlainError } from "../local/run/plain-error";
import { listVariables, removeVariable, type Selection, setVariables } from "./convex-cli";
import { SELECTION_HELP, SELECTION_OPTIONS, selectionOf } from "./selection";
import { askAll, takeKnown } from "./setup/ask";
import { planSetup, type SetupPlan } from "./setup/plan";
import { QUESTIONS } from "./setup/questions";

const USAGE = `Usage: npm run setup [-- --yes] [--set NAME=VALUE]... [--file FILE]

Sets up a deployment: asks for what only you know, makes the secrets, sets the variables on Convex and writes those of the
Next side into a file. What is there already stays. \`npm run dev\` needs none of this.

  --yes              ask nothing: take what is set, what --set and the environment say, and the defaults
  --set NAME=VALUE   an answer; secrets are better given in the environment
  --file FILE        the file of the Next side (.env.local; with --prod .env.production.local)
${SELECTION_HELP}
  --help             this text

It asks for ${QUESTIONS.map(({ name }) => name).join(", ")}; each is explained in .env.example.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      yes: { type: "boolean" },
      set: { type: "string", multiple: true, default: [] },
      file: { type: "string" },
      help: { type: "boolean" },
      ...SELECTION_OPTIONS,
    },
  });
  if (values.help) return console.log(USAGE);
  const file = values.file ?? (values.prod ? ".env.production.local" : ".env.local");
  const selection = selectionOf(values);
  intro("Latchkey");
  const convex = await listVariables(selection);
  const inFile = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  const known = { ...convex, ...givenIn(process.env), ...readPairs(values.set) };
  const answers = values.yes ? takeKnown(known) : await askAll(known);
  const plan = planSetup({ convex, file: inFile, answers });
  if (plan.problems.length > 0) throw new PlainError(inWords("the Convex side", plan.problems));
  await carryOut(plan, selection, file);
}

async function carryOut(
  { sets, removes, writes }: SetupPlan,
  selection: Selection,
  file: string,
): Promise<void> {
  await setVariables(selection, sets);
  for (const name of removes) await removeVariable(selection, name);
  editEnvFile(file, (text) =>
    Object.entries(writes).reduce((edited, [name, value]) => setLine(edited, name, value), text),
  );
  log.info(`Set on Convex: ${inList(Object.keys(sets))}`);
  if (removes.length > 0) log.info(`Removed from Convex, as it is for development only: ${inList(removes)}`);
  log.info(`Written to ${file}: ${inList(Object.keys(writes))}`);
  outro(
    "Done. On Vercel, give the project the same SITE_URL and INTERNAL_PROXY_SECRET. Next: npm run doctor",
  );
}

const inList = (names: string[]): string => names.join(", ") || "nothing, all of it was there";

function givenIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(QUESTIONS.flatMap(({ name }) => (env[name] ? [[name, env[name]]] : [])));
}

function readPairs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/s.exec(pair) ?? [];
      if (name && value !== undefined && QUESTIONS.some((question) => question.name === name))
        return [name, value];
      throw new PlainError(
        `--set ${pair}: give one of ${QUESTIONS.map((question) => question.name).join(", ")}.`,
      );
    }),
  );
}

await main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : explain(error));
  process.exit(1);
});
