import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onDeployment } from "../deployment/cli";
import { startChild, succeeded } from "./child";
import { PlainError } from "./plain-error";

/** The app's function that `npm run dev` calls after the first push. */
export const ENSURE_SIGNING_KEY = "signingKeys:ensure";

/**
 * The CLI's arguments to push once. They switch off the type check, because the editor and `npm test` check types, and
 * codegen, because its code is committed.
 */
export const DEPLOY = ["deploy", "--typecheck", "disable", "--codegen", "disable"];

/** How to reach a Convex deployment: `url` for functions, `siteUrl` for HTTP actions. */
export interface Deployment {
  url: string;
  siteUrl: string;
  adminKey: string;
}

/** Sets variables as `npx convex env set` does. @throws PlainError with the deployment's reason */
export async function setEnvironment(
  deployment: Deployment,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const changes = Object.entries(values).map(([name, value]) => ({ name, value }));
  await post(deployment, "/api/update_environment_variables", { changes });
}

/**
 * Makes the key that signs sessions, if there is none. Without it nobody can sign in, because the exchange of a link is
 * a mutation, and a mutation cannot generate keys.
 */
export async function primeSigningKeys(
  deployment: Deployment,
  path: string = ENSURE_SIGNING_KEY,
): Promise<void> {
  const call = { path, format: "convex_encoded_json", args: {} };
  const answer = JSON.parse(await post(deployment, "/api/function", call)) as {
    status: string;
    errorMessage?: string;
  };
  if (answer.status === "success") return;
  throw new PlainError(
    `The key that signs sessions could not be made: ${answer.errorMessage ?? "no reason was given"}`,
  );
}

/** Pushes the functions of a project folder once, as `npx convex deploy` does. */
export async function pushFunctions(
  deployment: Deployment,
  project = process.cwd(),
  command: readonly string[] = DEPLOY,
): Promise<void> {
  const { args, env } = onDeployment(deployment, command);
  await succeeded(startChild(args, env, project), "convex deploy");
}

async function post(deployment: Deployment, path: string, body: unknown): Promise<string> {
  const response = await fetch(deployment.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${deployment.adminKey}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) return text;
  throw new PlainError(`The deployment answered ${path} with ${response.status}: ${text.slice(0, 500)}`);
}

/**
 * The admin key that the local deployment writes into its state folder.
 * @throws PlainError if the key is not there in time
 */
export async function readAdminKey(stateDir: string, timeoutMs: number): Promise<string> {
  const file = path.join(stateDir, "convex", "admin-key");
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(50)) {
    const key = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
    if (key !== "") return key;
  }
  throw new PlainError(`The local Convex deployment did not write its admin key to ${file}.`);
}
