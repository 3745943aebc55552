import { existsSync, readFileSync } from "node:fs";
import { parse } from "dotenv";
import { isOnThisMachine } from "../../lib/environment/this-machine";
import { bringBack } from "../run/env-file";
import type { Environment } from "../run/environment";
import { PlainError } from "../run/plain-error";
import { type Choice, CHOOSING, readChoice } from "./choice";
import { checkFlag, type Flag, flagOf, type SelectionValues } from "./flag";

/** @param command such as `npm run doctor` */
export const selectionHelp = (command: string): string => `
Which deployment; by default the one that .env.local names (after \`npm run dev\`, the one on this machine):
  --deployment NAME    such as happy-otter-123 or team:project:prod, after \`npx convex login\`
  --prod               the production deployment of the project in .env.local, after \`npx convex login\`
  --preview-name NAME  the preview with that name, after \`npx convex login\`
  --env-file FILE      the deployment that these variables in FILE name:
or set one of these in front of the command, so that no other command uses it:
  CONVEX_DEPLOY_KEY='prod:…' ${command}
  CONVEX_SELF_HOSTED_URL=https://convex.example.com CONVEX_SELF_HOSTED_ADMIN_KEY='…' ${command}`;

/**
 * The deployment that one of our programs uses. It is chosen at the start, and the variables of any other deployment
 * are hidden from the CLI.
 */
export interface Selection {
  /** Flags for every command of the Convex CLI. */
  flags: readonly string[];
  /** Overrides this process's environment for the CLI. */
  env: Environment;
  /**
   * The deployment's name or address. If neither is available here, for example with a project key, a description such
   * as `a preview of team:project`.
   */
  label: string;
  /** Whether `label` is the deployment's name or address. */
  isNamed: boolean;
  /** What chose the deployment: a flag, a variable or a file. */
  chosenBy: string;
  /** Whether the deployment runs on this machine. */
  isHere: boolean;
  /** Whether the deployment's name or key shows that it is production; an address alone does not show it. */
  isProduction: boolean;
  /** Whether the deployment was not chosen explicitly, but came from .env.local or .env. */
  isByDefault: boolean;
  /** The folder that the CLI uses as its project; by default this one. */
  project?: string;
}

interface Source {
  name: string;
  variables: Environment;
}

const FILES = [".env.local", ".env"];

/**
 * Chooses the deployment as the CLI does, but fails where the CLI would ignore a flag or mix up two deployments.
 * @throws PlainError if no deployment is chosen, or more than one
 */
export function selectionOf(values: SelectionValues, shell: Environment = process.env): Selection {
  const flag = flagOf(values);
  const envFile = typeof values["env-file"] === "string" ? values["env-file"] : null;
  const source = sourceOf(envFile, flag, shell);
  const choice = readChoice(source.variables, source.name);
  const isFlagNeeded = checkFlag(flag, choice, source.name);
  const chosen = flag && isFlagNeeded ? flag : choice;
  if (!chosen) throw new PlainError(NOTHING_CHOSEN);
  const project = flag?.needsProject && choice?.kind !== "address" ? choice?.name : undefined;
  return {
    flags: [...(isFlagNeeded && flag ? flag.args : []), ...(envFile ? ["--env-file", envFile] : [])],
    env: envFile ? {} : onlyThis(source.variables),
    label: chosen === flag && project ? `${flag.label} of the project of ${project}` : chosen.label,
    isNamed: chosen.isNamed,
    chosenBy: chosen === flag ? flag.args[0] : `${choice?.variable} in ${source.name}`,
    isHere: chosen === choice && isHere(choice),
    isProduction: chosen === choice ? isProduction(choice) : (flag?.isProduction ?? false),
    isByDefault: !flag && source.name === FILES_NAME,
  };
}

/** The CLI names deployments on this machine `local:…` and `anonymous:…`. */
function isHere(choice: Choice): boolean {
  if (choice.kind === "address") return isOnThisMachine(choice.url);
  return choice.kind === "deployment" && ["local", "anonymous"].includes(choice.type);
}

const isProduction = (choice: Choice): boolean => choice.kind === "deployment" && choice.type === "prod";

const FILES_NAME = FILES.join(" or ");

const NOTHING_CHOSEN =
  "No deployment is chosen. `npm run dev` starts one on this machine; --help says how to choose another one.";

/**
 * Like the CLI, uses only one source: the file that was passed, otherwise the shell's environment, otherwise the CLI's
 * two files.
 */
function sourceOf(envFile: string | null, flag: Flag | null, shell: Environment): Source {
  if (envFile !== null) return { name: envFile, variables: readFile(envFile) };
  if (CHOOSING.some((name) => shell[name])) return { name: "the environment", variables: shell };
  return { name: FILES_NAME, variables: inFiles(flag) };
}

/**
 * `npm run dev` points `.env.local` at this machine, and turns the lines for another deployment into comments. With a
 * flag, those lines are used again.
 */
function inFiles(flag: Flag | null): Environment {
  const texts = FILES.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));
  const [own, other] = texts.map((text) => parse(flag ? CHOOSING.reduce(bringBack, text) : text));
  const all = { ...other, ...own };
  if (!flag) return all;
  const { CONVEX_SELF_HOSTED_URL: _url, CONVEX_SELF_HOSTED_ADMIN_KEY: _key, ...cloud } = all;
  return cloud;
}

function readFile(file: string): Environment {
  if (!existsSync(file)) throw new PlainError(`The file ${file} does not exist.`);
  return parse(readFileSync(file, "utf8"));
}

/** Empty variables hide the values that the CLI would read from its files. */
function onlyThis(variables: Environment): Environment {
  return Object.fromEntries(CHOOSING.map((name) => [name, variables[name] ?? ""]));
}

const CLI_COMMAND = /npx convex (?:env (?:set|remove|list)|run)\b/g;
const OWN_COMMAND = /npm run (?:setup|doctor)\b(?! --)/g;

/**
 * Adds the chosen deployment to the commands in a text, so that they use it whatever .env.local says. Secrets are left
 * out.
 */
export function addressed(text: string, { flags, env, isByDefault }: Selection): string {
  if (isByDefault) return text;
  const set = CHOOSING.filter((name) => env[name]).map((name) =>
    /KEY|TOKEN/.test(name) ? `${name}='…'` : `${name}=${env[name]}`,
  );
  // The CLI refuses a flag together with the address that `npm run dev` wrote into .env.local. Empty variables hide
  // that address.
  const hidden = flags.length === 0 || !("CONVEX_SELF_HOSTED_URL" in env) ? [] : HIDDEN;
  const flagged = flags.join(" ");
  return text
    .replace(CLI_COMMAND, (command) => [...hidden, ...set, command, flagged].filter(Boolean).join(" "))
    .replace(OWN_COMMAND, (command) =>
      [...set, command, flagged && `-- ${flagged}`].filter(Boolean).join(" "),
    );
}

const HIDDEN = ["CONVEX_SELF_HOSTED_URL=", "CONVEX_SELF_HOSTED_ADMIN_KEY="];

/** The line that names the deployment before a program changes it. */
export const announcement = ({ label, chosenBy }: Selection): string =>
  `Deployment: ${label}, chosen by ${chosenBy}`;
