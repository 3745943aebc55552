import type { Environment } from "../run/environment";
import { PlainError } from "../run/plain-error";

/** Variables by which the Convex CLI chooses a deployment. Either of the first two holds a deploy key. */
export const CHOOSING = [
  "CONVEX_DEPLOY_KEY",
  "CONVEX_DEPLOYMENT_TOKEN",
  "CONVEX_DEPLOYMENT",
  "CONVEX_SELF_HOSTED_URL",
  "CONVEX_SELF_HOSTED_ADMIN_KEY",
] as const;

/** The deployment that these variables choose. */
export type Choice = { variable: string; label: string; isNamed: boolean } & (
  | { kind: "address"; url: string }
  /** A key for one deployment, or that deployment's name in its project. */
  | { kind: "deployment"; name: string; type: string; isKey: boolean }
  /** A key for a whole project or for its previews. */
  | { kind: "project"; name: string; type: "project" | "preview" }
);

const TYPES: Readonly<Record<string, string>> = {
  prod: "production",
  dev: "development",
  preview: "preview",
};

/**
 * Reads which deployment the variables choose; null if they choose none.
 * @throws PlainError if they choose two, if a value is malformed, or if only one of CONVEX_SELF_HOSTED_URL and
 * CONVEX_SELF_HOSTED_ADMIN_KEY is set
 */
export function readChoice(variables: Environment, source: string): Choice | null {
  const key = variables.CONVEX_DEPLOY_KEY || variables.CONVEX_DEPLOYMENT_TOKEN;
  const address = readAddress(variables, source);
  if (key && address)
    throw new PlainError(
      `A deploy key and CONVEX_SELF_HOSTED_URL are both set in ${source}, for different deployments. Remove one of them.`,
    );
  if (key) return readKey(key, variables.CONVEX_DEPLOY_KEY ? "CONVEX_DEPLOY_KEY" : "CONVEX_DEPLOYMENT_TOKEN");
  if (address && variables.CONVEX_DEPLOYMENT)
    throw new PlainError(
      `CONVEX_DEPLOYMENT and CONVEX_SELF_HOSTED_URL are both set in ${source}, for different deployments. Remove one of them.`,
    );
  if (address) return address;
  return variables.CONVEX_DEPLOYMENT ? oneOf(variables.CONVEX_DEPLOYMENT, "CONVEX_DEPLOYMENT") : null;
}

function readAddress(variables: Environment, source: string): Choice | null {
  const { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey } = variables;
  if (!url && !adminKey) return null;
  if (!url || !adminKey)
    throw new PlainError(
      `CONVEX_SELF_HOSTED_URL and CONVEX_SELF_HOSTED_ADMIN_KEY belong together, but ${source} has only one of them.`,
    );
  if (!URL.canParse(url)) throw new PlainError(`CONVEX_SELF_HOSTED_URL in ${source} is not a URL: ${url}`);
  return { kind: "address", variable: "CONVEX_SELF_HOSTED_URL", url, label: url, isNamed: true };
}

/**
 * Reads a deploy key. `prod:happy-otter-123|…` is for one deployment, `project:team:project|…` for a project, and
 * `preview:team:project|…` for a project's previews.
 */
function readKey(key: string, variable: string): Choice {
  const [subject = "", secret] = key.split("|");
  const [type = "", ...names] = subject.split(":");
  if (secret === undefined || names.length === 0)
    throw new PlainError(`${variable} is not a deploy key. A deploy key looks like prod:happy-otter-123|…`);
  if (type !== "project" && !(type === "preview" && names.length === 2))
    return { ...oneOf(subject, variable), isKey: true };
  const name = names.join(":");
  const label = type === "project" ? `your development deployment of ${name}` : `a preview of ${name}`;
  return { kind: "project", variable, name, type, label, isNamed: false };
}

/** Reads `prod:happy-otter-123`: the format of CONVEX_DEPLOYMENT, and of the part of a deploy key before the `|`. */
function oneOf(text: string, variable: string): Extract<Choice, { kind: "deployment" }> {
  const [type = "", name = type] = text.split(":");
  const label = TYPES[type] ? `${name} (${TYPES[type]})` : name;
  return { kind: "deployment", variable, name, type, label, isNamed: true, isKey: false };
}
