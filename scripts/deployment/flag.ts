import { PlainError } from "../run/plain-error";
import type { Choice } from "./choice";

/** The Convex CLI's options for choosing a deployment. */
export const SELECTION_OPTIONS = {
  prod: { type: "boolean" },
  deployment: { type: "string" },
  "preview-name": { type: "string" },
  "deployment-name": { type: "string" },
  "env-file": { type: "string" },
} as const;

export type SelectionValues = { [Name in keyof typeof SELECTION_OPTIONS]?: string | boolean };

/** A flag that chooses a deployment. */
export interface Flag {
  args: readonly [name: string, ...value: string[]];
  label: string;
  isNamed: boolean;
  isProduction: boolean;
  /** Whether the flag works only if a project is also known. */
  needsProject: boolean;
  /** Whether the flag chooses the same deployment as a key with this type and name. */
  fits(type: string, name: string): boolean;
}

/**
 * The flag among the options; null if there is none.
 * @throws PlainError if there are two, or if one has no value
 */
export function flagOf(values: SelectionValues): Flag | null {
  const deployment = values.deployment ?? values["deployment-name"];
  const given = [
    values.prod === true ? production : null,
    typeof deployment === "string" ? one(deployment) : null,
    typeof values["preview-name"] === "string" ? preview(values["preview-name"]) : null,
  ].filter((flag) => flag !== null);
  const empty = given.find(({ args }) => args[1] === "");
  if (empty) throw new PlainError(`${empty.args[0]} needs a name.`);
  if (given.length > 1)
    throw new PlainError(
      `Use only one of ${given.map(({ args }) => args[0]).join(" and ")}, because each chooses a deployment.`,
    );
  return given[0] ?? null;
}

const production: Flag = {
  args: ["--prod"],
  label: "the production deployment",
  isNamed: false,
  isProduction: true,
  needsProject: true,
  fits: (type) => type === "prod",
};

/** A name such as happy-otter-123, or a reference such as prod or team:project:prod. */
function one(deployment: string): Flag {
  const isName = /^[a-z]+-[a-z]+-\d+$/.test(deployment);
  return {
    args: ["--deployment", deployment],
    label: deployment,
    isNamed: isName,
    isProduction: deployment.split(":").at(-1) === "prod",
    needsProject: !isName && deployment.split(":").length < 3,
    fits: (type, name) => deployment === name || deployment === type,
  };
}

function preview(name: string): Flag {
  return {
    args: ["--preview-name", name],
    label: `the preview "${name}"`,
    isNamed: false,
    isProduction: false,
    needsProject: true,
    fits: () => false,
  };
}

/**
 * Whether the flag has to be passed to the CLI. With a key for one deployment, the CLI ignores some flags and refuses
 * others. So with such a key, this only checks that the flag chooses the same deployment, and the flag is not passed.
 * @throws PlainError if the two contradict each other, or if the flag needs a project and none is known
 */
export function checkFlag(flag: Flag | null, choice: Choice | null, source: string): boolean {
  if (!flag) return false;
  const name = flag.args[0];
  if (choice?.kind === "address")
    throw new PlainError(
      `${name} is for Convex Cloud, but ${source} names ${choice.url}. Remove one of them.`,
    );
  if (choice?.kind === "deployment" && choice.isKey) {
    if (flag.fits(choice.type, choice.name)) return false;
    throw new PlainError(
      `${flag.args.join(" ")} and ${choice.variable} in ${source} name different deployments: the key is only for ${choice.label}. Remove one of them.`,
    );
  }
  if (flag.needsProject && !choice)
    throw new PlainError(
      `${name} needs a project, but .env.local names none. Use --deployment team:project:prod, or set CONVEX_DEPLOY_KEY in front of the command.`,
    );
  return true;
}
