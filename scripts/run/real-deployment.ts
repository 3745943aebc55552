import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { type CliCommand, onChosen } from "../deployment/cli";
import { getLine } from "./env-file";
import { deploymentEnvironment, type Environment } from "./environment";
import { pointCliElsewhere } from "./local-deployment";
import type { Log } from "./log";
import { PlainError } from "./plain-error";
import type { Plan } from "./services";

/** A deployment that the Convex CLI manages: the CLI has the key, and watches the functions. */
export interface RealDeployment {
  url: string;
  siteUrl: string;
}

/** Variables that only make sense if the mailbox on this machine can be reached. */
const MAIL_VARIABLES = ["RESEND_API_KEY", "RESEND_BASE_URL", "RESEND_WEBHOOK_SECRET", "RATE_LIMIT_SCALE"];

/**
 * Lets the CLI choose or create the deployment, then sets the missing variables. On the first run the CLI asks the
 * developer which deployment to use. Existing values stay, because one may be a real Resend key.
 * @throws PlainError if the CLI fails or selects no deployment
 */
export async function chooseRealDeployment(plan: Plan, log: Log): Promise<RealDeployment> {
  pointCliElsewhere(plan.addresses.convex);
  refuseProduction(process.env);
  await ask(onChosen(["init"]));
  const deployment = readChosen();
  const isLocal = /^https?:\/\/(127\.0\.0\.1|localhost)[:/]/.test(deployment.url);
  const known = await listVariables();
  const wanted = deploymentEnvironment(plan.addresses, plan.secrets, {
    rateLimitScale: plan.settings.rateLimitScale,
    given: process.env,
  });
  const missing = missingVariables(wanted, known, isLocal);
  if (missing.length > 0) await setVariables(plan.settings.stateDir, missing);
  if (!isLocal && !known.has("RESEND_API_KEY")) {
    log.say(
      "This deployment is on Convex Cloud and cannot reach the mailbox on this machine, so mail needs a key from " +
        "resend.com. Set it with: npx convex env set RESEND_API_KEY",
    );
  }
  return deployment;
}

/**
 * The part of `wanted` that a deployment does not have.
 * @param isLocal whether it can reach the mailbox on this machine
 */
export function missingVariables(
  wanted: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
  isLocal: boolean,
): [name: string, value: string][] {
  return Object.entries(wanted).filter(
    ([name]) => !known.has(name) && (isLocal || !MAIL_VARIABLES.includes(name)),
  );
}

/**
 * Development sets variables and pushes at every save, which must never happen on a deployment that people use.
 * @throws PlainError
 */
function refuseProduction(env: Environment): void {
  const text = existsSync(".env.local") ? readFileSync(".env.local", "utf8") : "";
  for (const name of ["CONVEX_DEPLOY_KEY", "CONVEX_DEPLOYMENT_TOKEN", "CONVEX_DEPLOYMENT"]) {
    const value = env[name] ?? getLine(text, name) ?? "";
    if (!/^["']?prod:/.test(value)) continue;
    throw new PlainError(
      `${name} names a production deployment, but \`npm run dev:convex\` is for development: ` +
        `unset it, or run \`npx convex deploy\` if you want to deploy to production.`,
    );
  }
}

function readChosen(): RealDeployment {
  const text = readFileSync(".env.local", "utf8");
  const url = getLine(text, "NEXT_PUBLIC_CONVEX_URL");
  const siteUrl = getLine(text, "NEXT_PUBLIC_CONVEX_SITE_URL");
  if (url && siteUrl) return { url, siteUrl };
  throw new PlainError(
    "The Convex CLI wrote no NEXT_PUBLIC_CONVEX_URL and NEXT_PUBLIC_CONVEX_SITE_URL into .env.local.",
  );
}

/** Runs the CLI with this terminal, because it may ask questions. */
function ask({ args, env }: CliCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: env as NodeJS.ProcessEnv });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new PlainError("The Convex CLI chose no deployment; its output is above.")),
    );
  });
}

async function listVariables(): Promise<Set<string>> {
  const { args } = onChosen(["env", "list", "--names-only"]);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return new Set(stdout.split("\n").map((line) => line.trim()));
}

async function setVariables(stateDir: string, values: [name: string, value: string][]): Promise<void> {
  const file = path.join(stateDir, "deployment.env");
  writeFileSync(file, values.map(([name, value]) => `${name}="${value}"\n`).join(""), { mode: 0o600 });
  await ask(onChosen(["env", "set", "--from-file", file]));
}
