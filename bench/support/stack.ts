import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { copyProject } from "../../scripts/deployment/project-copy";
import { type BareDeployment, startBareStack } from "../../scripts/run/bare-stack";
import { type Child, startChild, succeeded } from "../../scripts/run/child";
import { addressesOf, nextEnvironment } from "../../scripts/run/environment";
import { readPorts } from "../../scripts/run/ports";
import { programs } from "../../scripts/run/programs";
import { waitForAnswer } from "../../scripts/run/readiness";
import { startBareApp } from "./bare-app";
import { callFunction } from "./convex";

const WORK = path.resolve(".latchkey/bench");
const PORTS = readPorts({ PORT: "3600", CONVEX_LOCAL_PORT: "3610", MAILBOX_PORT: "3625", ...process.env });
const BARE_PORT = PORTS.app + 1;
const ADDRESSES = addressesOf(PORTS);
export const SECRETS = {
  betterAuth: "only for a benchmark on this machine, never for people",
  internalProxy: "only for a benchmark on this machine, as well",
  resendApiKey: "re_bench",
  resendWebhook: "whsec_YmVuY2htYXJrIGJlbmNobWFyayBiZW5jaG1hcms=",
};
/** Next builds for production, whatever it is started from. */
const PRODUCTION = { NODE_ENV: "production" };

export interface Stack {
  deployment: BareDeployment;
  appUrl: string;
  /** The bare route beside the app. */
  bareUrl: string;
  mailboxUrl: string;
  /** All that the app has logged so far. */
  printedByApp(): string;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** The real limits where it is "1"; none that a benchmark could meet unless said. */
  rateLimitScale?: string;
  /** Added to every call of the HTTP API. */
  delayMs?: number;
  /** How long each mutation is under way: 0 where calls are timed one by one. Otherwise as long as a preview's. */
  mutationMs?: number;
  /** Whether each call evaluates its modules in a context of its own, as on Convex. */
  freshContexts?: boolean;
  /** Also the app, and a bare one beside it, both built for production. */
  withApp?: boolean;
  /** Also the mailbox, with these of its variables. */
  mailbox?: Record<string, string>;
  /** Laid over the deployment's variables. */
  environment?: Record<string, string>;
}

/** A local deployment with the app's functions and what a benchmark lays over them. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    delayMs = 0,
    mutationMs,
    freshContexts = false,
    withApp = false,
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
  const apps = withApp ? [await startApp(), await startBare(bare.deployment)] : [];
  return {
    ...bare,
    appUrl: ADDRESSES.app,
    bareUrl: `http://localhost:${BARE_PORT}/exchange`,
    printedByApp: () => apps[0]?.printed() ?? "",
    async stop() {
      await Promise.all([bare.stop(), ...apps.map((app) => app.end("SIGTERM"))]);
    },
  };
}

/** A copy of `convex/` with the overlay, in a folder that the Convex CLI takes for a project. */
function layOut(): string {
  const project = path.join(WORK, "project");
  copyProject(project);
  renameSync(path.join(project, "convex/http.ts"), path.join(project, "convex/appHttp.ts"));
  for (const file of ["bench.ts", "http.ts", "stockAuth.ts"]) {
    cpSync(path.join("bench/overlay", file), path.join(project, "convex", file));
  }
  addStockAuth(path.join(project, "convex/convex.config.ts"));
  return project;
}

/** The stock plugin on the stock component, as its documentation sets both up. */
function addStockAuth(file: string): void {
  const config = readFileSync(file, "utf8").replace(
    "export default app;",
    'app.use(stockAuth, { name: "stockAuth" });\nexport default app;',
  );
  writeFileSync(file, `import stockAuth from "@convex-dev/better-auth/convex.config";\n${config}`);
}

async function startApp(): Promise<Child> {
  const env = { ...nextEnvironment(ADDRESSES, SECRETS, ".next-bench"), ...PRODUCTION };
  await succeeded(startChild(programs.next("build"), env), "next build");
  const app = startChild(programs.next("start", "--port", String(PORTS.app)), env);
  await waitForAnswer(`${ADDRESSES.app}/login`, "The app", 60_000);
  return app;
}

async function startBare(deployment: BareDeployment): Promise<Child> {
  const key = await callFunction(deployment, "action", "bench:floorKey", {}, { asAdmin: true });
  return startBareApp(BARE_PORT, deployment.url, key);
}
