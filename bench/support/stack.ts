import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { copyProject } from "../../scripts/deployment/project-copy";
import { type BareDeployment, startBareStack } from "../../scripts/run/bare-stack";
import { fingerprint, isBuilt, markBuilt } from "../../scripts/run/build";
import { type Child, startChild, succeeded } from "../../scripts/run/child";
import { addressesOf, nextEnvironment } from "../../scripts/run/environment";
import { readPorts } from "../../scripts/run/ports";
import { programs } from "../../scripts/run/programs";
import { waitForAnswer } from "../../scripts/run/readiness";
import { startBareApp } from "./bare-app";
import { callFunction } from "./convex";
import type { Hop } from "./hop";

const WORK = path.resolve(".latchkey/bench");
const DIST_DIR = ".next-bench";
const PORTS = readPorts({ PORT: "3600", CONVEX_LOCAL_PORT: "3610", MAILBOX_PORT: "3625", ...process.env });
const BARE_PORT = PORTS.app + 1;
const ADDRESSES = addressesOf(PORTS);
export const SECRETS = {
  betterAuth: "only for a benchmark on this machine, never for people",
  internalProxy: "only for a benchmark on this machine, as well",
  resendApiKey: "re_bench",
  resendWebhook: "whsec_YmVuY2htYXJrIGJlbmNobWFyayBiZW5jaG1hcms=",
};
/** Next must build for production, whatever mode the benchmarks run in. */
const PRODUCTION = { NODE_ENV: "production" };

export interface Stack {
  deployment: BareDeployment;
  appUrl: string;
  /** The bare route that runs beside the app. */
  bareUrl: string;
  mailboxUrl: string;
  /** The app's log so far. */
  printedByApp(): string;
  /** Kills the deployment in the middle of its work, and starts it again with the data that it has stored. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** "1" for the real limits; by default limits that no benchmark reaches. */
  rateLimitScale?: string;
  /** Delays every call of the HTTP API. */
  delayMs?: number;
  /**
   * How long each mutation waits before it runs, in ms: 0 if calls are timed one by one. By default as in a preview.
   */
  mutationMs?: number;
  /** Whether each call evaluates its modules in a separate context, as on Convex. */
  freshContexts?: boolean;
  /** Also starts the app, built for production, and by default a bare one beside it. */
  withApp?: boolean;
  withBareApp?: boolean;
  /**
   * Where requests can be made to fail: `app` is between browsers and the app, `convex` between those two and the
   * deployment.
   */
  hops?: { app: Hop; convex: Hop };
  /** Also starts the mailbox, with these variables. */
  mailbox?: Record<string, string>;
  /** Variables of the deployment that replace the default ones. */
  environment?: Record<string, string>;
}

/** Starts a local deployment with the app's functions and the benchmarks' own. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    delayMs = 0,
    mutationMs,
    freshContexts = false,
    withApp = false,
    withBareApp = withApp,
    hops,
    mailbox,
    environment,
    rateLimitScale = "1000000",
  } = options;
  const bare = await startBareStack({
    ports: PORTS,
    stateDir: path.join(WORK, "state"),
    secrets: SECRETS,
    project: layOut(),
    rateLimitScale,
    environment: { MAIL_FROM: "Bench <bench@example.com>", ...environment },
    convex: {
      ...PRODUCTION,
      CONVEX_LOCAL_DELAY_MS: String(delayMs),
      CONVEX_LOCAL_FRESH_CONTEXTS: freshContexts ? "on" : "off",
      ...(mutationMs === undefined ? {} : { CONVEX_LOCAL_MUTATION_MS: String(mutationMs) }),
    },
    mailbox,
  });
  const apps: Child[] = [];
  if (withApp) apps.push(hops ? await startBehind(hops) : await startApp());
  if (withBareApp) apps.push(await startBare(bare.deployment));
  return {
    ...bare,
    appUrl: ADDRESSES.app,
    bareUrl: `http://localhost:${BARE_PORT}/exchange`,
    printedByApp: () => apps[0]?.printed() ?? "",
    async stop() {
      for (const hop of Object.values(hops ?? {})) hop.close();
      await Promise.all([bare.stop(), ...apps.map((app) => app.end("SIGTERM"))]);
    },
  };
}

/** Makes a copy of `convex/` with the overlay, in a folder that the Convex CLI accepts as a project. */
function layOut(): string {
  const project = path.join(WORK, "project");
  copyProject(project);
  renameSync(path.join(project, "convex/http.ts"), path.join(project, "convex/appHttp.ts"));
  for (const file of ["bench.ts", "benchLists.ts", "benchVisits.ts", "http.ts", "stockAuth.ts"]) {
    cpSync(path.join("bench/overlay", file), path.join(project, "convex", file));
  }
  addStockAuth(path.join(project, "convex/convex.config.ts"));
  return project;
}

/** Adds the stock component to the config, as its documentation says. */
function addStockAuth(file: string): void {
  const config = readFileSync(file, "utf8").replace(
    "export default app;",
    'app.use(stockAuth, { name: "stockAuth" });\nexport default app;',
  );
  writeFileSync(file, `import stockAuth from "@convex-dev/better-auth/convex.config";\n${config}`);
}

async function startApp(addresses = ADDRESSES, port = PORTS.app): Promise<Child> {
  const env = { ...nextEnvironment(addresses, SECRETS, DIST_DIR), ...PRODUCTION };
  const wanted = fingerprint(process.cwd(), env);
  if (!isBuilt(DIST_DIR, wanted)) {
    await succeeded(startChild(programs.next("build"), env), "next build");
    markBuilt(DIST_DIR, wanted);
  }
  const app = startChild(programs.next("start", "--port", String(port)), env);
  await waitForAnswer(`http://localhost:${port}/login`, "The app", 60_000);
  return app;
}

/**
 * Starts the app behind the hops. Browsers reach the app at its usual address through the first hop, and the app
 * reaches the deployment through the second.
 */
async function startBehind({ app, convex }: NonNullable<StackOptions["hops"]>): Promise<Child> {
  const port = PORTS.app + 4;
  const [api, site] = [PORTS.convex + 2, PORTS.convex + 3];
  await app.listen(PORTS.app, port);
  await convex.listen(api, PORTS.convex);
  await convex.listen(site, PORTS.convexSite);
  const addresses = {
    ...ADDRESSES,
    convex: `http://127.0.0.1:${api}`,
    convexSite: `http://127.0.0.1:${site}`,
  };
  return startApp(addresses, port);
}

async function startBare(deployment: BareDeployment): Promise<Child> {
  const key = await callFunction(deployment, "action", "bench:floorKey", {}, { asAdmin: true });
  return startBareApp(BARE_PORT, deployment.url, key);
}
