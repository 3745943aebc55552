import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "./plain-error";

/** A Convex deployment as its admin sees it. */
export interface Deployment {
  url: string;
  siteUrl: string;
  adminKey: string;
}

/** Sets variables as `npx convex env set` does; `null` removes one. */
export async function setEnvironment(
  deployment: Deployment,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  const changes = Object.entries(values).map(([name, value]) => ({ name, value }));
  const response = await fetch(`${deployment.url}/api/update_environment_variables`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${deployment.adminKey}` },
    body: JSON.stringify({ changes }),
  });
  if (response.ok) return;
  throw new PlainError(`The deployment refused its environment variables: ${await response.text()}`);
}

/**
 * Makes sure that there is a key to sign sessions with. The endpoint that publishes the keys makes one where there is
 * none; a burst of first sign-ins would make dozens, and the exchange, being a mutation, can make none at all.
 */
export async function primeSigningKeys(deployment: Deployment): Promise<void> {
  const url = `${deployment.siteUrl}/api/auth/convex/jwks`;
  let last = "";
  for (let attempt = 0; attempt < 20; attempt++) {
    const response = await fetch(url);
    last = await response.text();
    if (response.ok && countKeys(last) > 0) return;
    await sleep(250);
  }
  throw new PlainError(`No signing key could be made: ${url} answered ${last.slice(0, 300)}`);
}

function countKeys(text: string): number {
  try {
    return (JSON.parse(text) as { keys?: unknown[] }).keys?.length ?? 0;
  } catch {
    return 0;
  }
}

/** The key that the stand-in wrote into its state folder. */
export async function readAdminKey(stateDir: string, timeoutMs: number): Promise<string> {
  const file = path.join(stateDir, "admin-key");
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(50)) {
    const key = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
    if (key !== "") return key;
  }
  throw new PlainError(`The local Convex deployment did not write its admin key to ${file}.`);
}
