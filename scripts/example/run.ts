import { createHash } from "node:crypto";
import { renderBox } from "../run/banner";
import { type Deployment, primeSigningKeys, setEnvironment } from "../run/deployment";
import { addressesOf, inheritedEnvironment } from "../run/environment";
import { startLocalDeployment } from "../run/local-deployment";
import { createLog, type Log, wantsColour } from "../run/log";
import { requireFreePorts } from "../run/ports";
import { waitForAnswer } from "../run/readiness";
import { keepSecrets } from "../run/secrets";
import { mailboxService, type Plan, singlePushService } from "../run/services";
import type { Stage } from "../run/stage";
import { stay } from "../run/stay";
import { npmService } from "./npm";
import { type Preparation, prepare } from "./prepare";
import { type ExampleSettings, readExampleSettings, USAGE } from "./settings";

const START_MS = 60_000;

/** Starts an example and everything it needs. @returns the exit code */
export async function runExample(argv: readonly string[]): Promise<number> {
  const colour = wantsColour(process.env, process.stdout.isTTY);
  const log = createLog(colour, process.stdout, process.stderr);
  if (argv.includes("--help")) {
    log.say(USAGE);
    return 0;
  }
  return stay(log, (stage) => bringUp(argv, colour, stage, log));
}

async function bringUp(argv: readonly string[], colour: boolean, stage: Stage, log: Log): Promise<void> {
  const settings = readExampleSettings(argv, process.env);
  await requireFreePorts(settings.ports, ["app", "convex", "convexSite", "mailbox"]);
  const plan: Plan = {
    settings,
    addresses: addressesOf(settings.ports),
    secrets: keepSecrets(settings.stateDir),
    base: inheritedEnvironment(process.env, colour),
  };
  const preparation = { project: settings.project, base: plan.base, baked: bakedIn(plan) };
  const [deployment] = await Promise.all([
    startLocalDeployment(plan, stage, log),
    startMailbox(plan, stage),
    prepare(preparation, stage, log),
  ]);
  await push(plan, deployment, settings, stage);
  await startServer(plan, preparation, stage);
  stage.settle();
  log.say(`\n${readyBox(plan, settings)}`);
  log.say("Example is ready. Ctrl-C ends all of it.");
}

/** The variables that Vite writes into the code for browsers. */
const bakedIn = ({ addresses }: Plan): Record<string, string> => ({
  VITE_CONVEX_URL: addresses.convex,
  VITE_CONVEX_SITE_URL: addresses.convexSite,
});

async function startMailbox(plan: Plan, stage: Stage): Promise<void> {
  stage.start(mailboxService(plan, plan.addresses.convexSite));
  await waitForAnswer(`${plan.addresses.mailbox}/emails`, "The mailbox", START_MS);
}

async function push(
  plan: Plan,
  deployment: Deployment,
  { project }: ExampleSettings,
  stage: Stage,
): Promise<void> {
  await setEnvironment(deployment, { PROXY_HEADER_SECRET: proxyHeaderSecret(plan) });
  await stage.finish(singlePushService(plan, deployment, project));
  await primeSigningKeys(deployment, "loginLinks:ensureKey");
}

/**
 * The secret that an example's web server sends to the Convex site to identify itself. Because it is sent over the
 * network, it is a hash of the signing secret rather than the signing secret itself.
 */
const proxyHeaderSecret = ({ secrets }: Plan): string =>
  createHash("sha256").update(`proxy header|${secrets.internalProxy}`).digest("hex");

async function startServer(plan: Plan, { project, baked }: Preparation, stage: Stage): Promise<void> {
  const { settings, addresses, secrets, base } = plan;
  const env = {
    ...base,
    ...baked,
    PORT: String(settings.ports.app),
    SITE_URL: addresses.app,
    INTERNAL_PROXY_SECRET: secrets.internalProxy,
    PROXY_HEADER_SECRET: proxyHeaderSecret(plan),
    NODE_ENV: "production",
  };
  stage.start(npmService("app", ["start"], project, env));
  await waitForAnswer(`${addresses.app}/login`, "The example", START_MS);
}

function readyBox({ addresses }: Plan, { name }: ExampleSettings): string {
  return renderBox(name, [
    ["app", addresses.app],
    ["mailbox", addresses.mailbox],
    ["", ""],
    ["", "sign in with any address: its mail is in the mailbox"],
  ]);
}
