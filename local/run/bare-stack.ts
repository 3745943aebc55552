import { rmSync } from "node:fs";
import { type Child, startChild } from "./child";
import { type Deployment, primeSigningKeys, pushFunctions, readAdminKey, setEnvironment } from "./deployment";
import { addressesOf, deploymentEnvironment, type Environment, mailboxEnvironment } from "./environment";
import type { Ports } from "./ports";
import { programs } from "./programs";
import { waitForAnswer } from "./readiness";
import type { Secrets } from "./secrets";

const START_MS = 60_000;

export interface BareStackOptions {
  ports: Ports;
  /** Emptied first. */
  stateDir: string;
  secrets: Secrets;
  /** The folder that the Convex CLI pushes from; this one unless given. */
  project?: string;
  rateLimitScale: string;
  /** Laid over the deployment's variables. */
  environment?: Record<string, string>;
  /** For the process of the deployment. */
  convex?: Environment;
  /** For the process of the mailbox; without it there is none. */
  mailbox?: Environment;
}

/** A local deployment with the app's functions, and a mailbox: what a test or a benchmark does as it likes with. */
export interface BareStack {
  deployment: Deployment;
  mailboxUrl: string;
  /** Ends the deployment in the middle of whatever it does, and starts it again on what it has kept. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBareStack(options: BareStackOptions): Promise<BareStack> {
  const { ports, stateDir, secrets } = options;
  const addresses = addressesOf(ports);
  rmSync(stateDir, { recursive: true, force: true });
  let convex = startConvex(options);
  const children: Child[] = [];
  const deployment = {
    url: addresses.convex,
    siteUrl: addresses.convexSite,
    adminKey: await readAdminKey(stateDir, START_MS),
  };
  await waitForAnswer(`${deployment.url}/version`, "The deployment", START_MS);
  const variables = deploymentEnvironment(addresses, secrets, {
    rateLimitScale: options.rateLimitScale,
    given: {},
  });
  await setEnvironment(deployment, { ...variables, ...options.environment });
  if (options.mailbox) children.push(startMailbox(options, addresses.convexSite));
  await pushFunctions(deployment, options.project);
  await primeSigningKeys(deployment);
  if (options.mailbox) await waitForAnswer(`${addresses.mailbox}/faults`, "The mailbox", START_MS);
  return {
    deployment,
    mailboxUrl: addresses.mailbox,
    crash: async () => {
      await convex.end("SIGKILL");
      convex = startConvex(options);
      await waitForAnswer(`${deployment.url}/version`, "The deployment", START_MS);
    },
    stop: async () => {
      await Promise.all([convex, ...children].map((child) => child.end("SIGTERM")));
    },
  };
}

function startConvex({ ports, stateDir, convex }: BareStackOptions): Child {
  const env = { CONVEX_LOCAL_PORT: String(ports.convex), LATCHKEY_STATE_DIR: stateDir };
  return startChild(programs.localConvex(false), { ...env, ...convex });
}

function startMailbox({ ports, secrets, mailbox }: BareStackOptions, webhookBase: string): Child {
  const env = mailboxEnvironment(ports, webhookBase, secrets);
  return startChild(programs.mailbox, { ...env, ...mailbox });
}
