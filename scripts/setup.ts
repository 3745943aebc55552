/**
 * `npm run setup`: asks for settings, generates the secrets, and configures both sides. If it is run again, it only
 * changes what differs.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { intro, log, outro } from "@clack/prompts";
import { parse } from "dotenv";
import { inWords } from "../lib/environment/problem";
import { isOnThisMachine } from "../lib/environment/this-machine";
import { editEnvFile, setLine } from "./run/env-file";
import { explain, PlainError } from "./run/plain-error";
import { listVariables, located, removeVariable, setVariables } from "./deployment/convex-cli";
import { SELECTION_OPTIONS, type SelectionValues } from "./deployment/flag";
import { addressed, announcement, type Selection, selectionHelp, selectionOf } from "./deployment/selection";
import { askAll, takeKnown } from "./setup/ask";
import { planSetup, type SetupPlan } from "./setup/plan";
import { QUESTIONS } from "./setup/questions";

const USAGE = `Usage: npm run setup [-- --yes] [--set NAME=VALUE]... [--file FILE]

Sets up a deployment: asks for your settings, generates the secrets, sets the variables on Convex and writes those of the
Next side to a file. Existing values stay. \`npm run dev\` does not need this.

  --yes              ask nothing: use existing values, --set, the environment and the defaults
  --set NAME=VALUE   an answer; for secrets, better use the environment
  --file FILE        the file of the Next side: .env.local; for a deployment that you choose .env.production.local,
                     for a preview .env.preview.local
  --help             this text
${selectionHelp("npm run setup")}

It asks for ${QUESTIONS.map(({ name }) => name).join(", ")}; .env.example explains each.`;

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
  const given = { ...givenIn(process.env), ...readPairs(values.set) };
  const selection = await located(selectionOf(values));
  const file = values.file ?? fileFor(selection, values);
  intro("Latchkey");
  log.info(announcement(selection));
  const convex = await listVariables(selection);
  const inFile = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  const answers = values.yes ? takeKnown({ convex, given }) : await askAll({ convex, given });
  requireItsOwn(selection, answers.SITE_URL ?? "");
  const plan = planSetup({ convex, file: inFile, answers });
  if (plan.problems.length > 0)
    throw new PlainError(addressed(inWords("the Convex side", plan.problems), selection));
  await carryOut(plan, selection, file);
  outro(whatIsNext(answers.SITE_URL ?? "", selection));
}

/**
 * The file for the variables of the Next side. Each kind of deployment has its own file, because a secret of one
 * deployment must not be used for another.
 */
function fileFor({ isByDefault }: Selection, values: SelectionValues): string {
  if (isByDefault) return ".env.local";
  return values["preview-name"] === undefined ? ".env.production.local" : ".env.preview.local";
}

/** If somebody forgets to choose a deployment, the local one must not be set up for a site on the internet. */
function requireItsOwn({ label, isHere, isByDefault }: Selection, siteUrl: string): void {
  if (!isByDefault || !isHere || isOnThisMachine(siteUrl)) return;
  throw new PlainError(
    `SITE_URL is ${siteUrl}, but ${label} only serves this machine. Nothing was changed. ` +
      "Choose the deployment of that site; npm run setup -- --help says how.",
  );
}

function whatIsNext(siteUrl: string, selection: Selection): string {
  const next = `Next: ${addressed("npm run doctor", selection)}`;
  if (isOnThisMachine(siteUrl)) return `Done. This setup works only on this machine. ${next}`;
  return `Done. Set the same SITE_URL, APP_NAME and INTERNAL_PROXY_SECRET in the project on Vercel. ${next}`;
}

async function carryOut(
  { sets, removes, writes }: SetupPlan,
  selection: Selection,
  file: string,
): Promise<void> {
  await setVariables(selection, sets);
  for (const name of removes) await removeVariable(selection, name);
  editEnvFile(file, (text) =>
    Object.entries(writes).reduce((edited, [name, value]) => setLine(edited, name, quoted(value)), text),
  );
  log.info(`Set on Convex: ${inList(Object.keys(sets))}`);
  if (removes.length > 0)
    log.info(`Removed from Convex, because it is only for development: ${inList(removes)}`);
  log.info(`Written to ${file}: ${inList(Object.keys(writes))}`);
}

/** A value with spaces or a # is read whole only within quotes. Source: the README of dotenv */
const quoted = (value: string): string => (/[\s#'`]/.test(value) ? `"${value}"` : value);

const inList = (names: string[]): string => names.join(", ") || "nothing, everything was already set";

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
        `--set ${pair} is not one of the questions. Use one of ${QUESTIONS.map((question) => question.name).join(", ")}.`,
      );
    }),
  );
}

await main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : explain(error));
  process.exit(1);
});
