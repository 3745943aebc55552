import { rmSync } from "node:fs";
import { type Child, startChild } from "./child";
import { type Deployment, primeSigningKeys, pushFunctions, readAdminKey, setEnvironment } from "./deployment";
import {
  addressesOf,
  deploymentEnvironment,
  type Environment,
  followingClock,
  mailboxEnvironment,
} from "./environment";
import type { Ports } from "./ports";
import { programs } from "./programs";
import { waitForAnswer } from "./readiness";
import type { Secrets } from "./secrets";

const START_MS = 60_000;

export interface BareStackOptions {
  ports: Ports;
  /** The folder for the deployment's data. It is emptied first. */
  stateDir: string;
  secrets: Secrets;
  /** The folder that the Convex CLI pushes from; by default this one. */
  project?: string;
  rateLimitScale: string;
  /** Variables of the deployment that replace the default ones. */
  environment?: Record<string, string>;
  /** The environment of the deployment's process. */
  convex?: Environment;
  /** The environment of the mailbox's process; if unset, no mailbox is started. */
  mailbox?: Environment;
}

/**
 * A deployment, and the secret with which Next.js signs its calls, for programs that call the deployment in place of
 * Next.js.
 */
export type BareDeployment = Deployment & { proxySecret: string };

/** A local deployment with the app's functions, and a mailbox, for one test or benchmark. */
export interface BareStack {
  deployment: BareDeployment;
  mailboxUrl: string;
  /** Kills the deployment, whatever it is doing, and starts it again with its stored state. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBareStack(options: BareStackOptions): Promise<BareStack> {
  const { mailbox, convex } = addressesOf(options.ports);
  rmSync(options.stateDir, { recursive: true, force: true });
  const children = { convex: startConvex(options), mailbox: options.mailbox && startMailbox(options) };
  const stop = async () => {
    await Promise.all(Object.values(children).map(async (child) => child?.end("SIGTERM")));
  };
  const crash = async () => {
    await children.convex.end("SIGKILL");
    children.convex = startConvex(options);
    await waitForAnswer(`${convex}/version`, "The deployment", START_MS);
  };
  try {
    return { deployment: await deploy(options), mailboxUrl: mailbox, crash, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function deploy(options: BareStackOptions): Promise<BareDeployment> {
  const { ports, stateDir, secrets, rateLimitScale, environment } = options;
  const addresses = addressesOf(ports);
  const adminKey = await readAdminKey(stateDir, START_MS);
  const deployment = { url: addresses.convex, siteUrl: addresses.convexSite, adminKey };
  await waitForAnswer(`${deployment.url}/version`, "The deployment", START_MS);
  const variables = deploymentEnvironment(addresses, secrets, { rateLimitScale, given: {} });
  await setEnvironment(deployment, { ...variables, ...environment });
  await pushFunctions(deployment, options.project);
  await primeSigningKeys(deployment);
  if (options.mailbox) await waitForAnswer(`${addresses.mailbox}/faults`, "The mailbox", START_MS);
  return { ...deployment, proxySecret: secrets.internalProxy };
}

function startConvex({ ports, stateDir, convex }: BareStackOptions): Child {
  const env = { CONVEX_LOCAL_PORT: String(ports.convex), LATCHKEY_STATE_DIR: stateDir };
  return startChild(programs.localConvex(false), { ...env, ...convex });
}

function startMailbox({ ports, secrets, stateDir, mailbox }: BareStackOptions): Child {
  const env = {
    ...mailboxEnvironment(ports, addressesOf(ports).convexSite, secrets),
    ...followingClock(stateDir, process.env),
  };
  return startChild(programs.mailbox, { ...env, ...mailbox });
}
