import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Deployment, primeSigningKeys, readAdminKey, setEnvironment } from "../../local/run/deployment";
import { deploymentEnvironment, nextEnvironment } from "../../local/run/environment";
import { programs } from "../../local/run/programs";

const ROOT = process.cwd();
const WORK = path.resolve(".latchkey/bench");
const PORTS = { app: 3600, convex: 3610, convexSite: 3611, mailbox: 3625 };
const ADDRESSES = {
  app: `http://localhost:${PORTS.app}`,
  convex: `http://127.0.0.1:${PORTS.convex}`,
  convexSite: `http://127.0.0.1:${PORTS.convexSite}`,
  mailbox: `http://localhost:${PORTS.mailbox}`,
};
const SECRETS = {
  betterAuth: "only for a benchmark on this machine, never for people",
  internalProxy: "only for a benchmark on this machine, as well",
  resendApiKey: "re_bench",
  resendWebhook: "whsec_YmVuY2htYXJrIGJlbmNobWFyayBiZW5jaG1hcms=",
};

export interface Stack {
  deployment: Deployment;
  appUrl: string;
  stop(): Promise<void>;
}

/**
 * A local deployment with the app's functions and what a benchmark lays over them.
 * @param options.delayMs added to every call of the HTTP API
 * @param options.withApp also the app, built for production
 */
export async function startStack(options: { delayMs?: number; withApp?: boolean } = {}): Promise<Stack> {
  const project = layOut();
  const state = path.join(WORK, "state");
  const children: ChildProcess[] = [];
  rmSync(state, { recursive: true, force: true });
  children.push(
    start(programs.localConvex(true), {
      CONVEX_LOCAL_PORT: String(PORTS.convex),
      LATCHKEY_STATE_DIR: state,
      CONVEX_LOCAL_DELAY_MS: String(options.delayMs ?? 0),
    }),
  );
  const adminKey = await readAdminKey(state, 20_000);
  const deployment = { url: ADDRESSES.convex, siteUrl: ADDRESSES.convexSite, adminKey };
  await answering(`${deployment.url}/version`);
  const given = { MAIL_FROM: "Bench <bench@example.com>" };
  await setEnvironment(
    deployment,
    deploymentEnvironment(ADDRESSES, SECRETS, { rateLimitScale: "1000000", given }),
  );
  await push(project, deployment);
  await primeSigningKeys(deployment);
  if (options.withApp) await startApp(children);
  return {
    deployment,
    appUrl: ADDRESSES.app,
    async stop() {
      await Promise.all(children.map(end));
    },
  };
}

/** A copy of `convex/` with the overlay, in a folder that the Convex CLI takes for a project. */
function layOut(): string {
  const project = path.join(WORK, "project");
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  cpSync("convex", path.join(project, "convex"), { recursive: true });
  renameSync(path.join(project, "convex/http.ts"), path.join(project, "convex/appHttp.ts"));
  for (const file of ["bench.ts", "http.ts", "stockAuth.ts"]) {
    cpSync(path.join("bench/overlay", file), path.join(project, "convex", file));
  }
  addStockAuth(path.join(project, "convex/convex.config.ts"));
  for (const shared of ["lib", "emails", "node_modules", "package.json", "tsconfig.json"]) {
    symlinkSync(path.join(ROOT, shared), path.join(project, shared));
  }
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

async function push(project: string, { url, adminKey }: Deployment): Promise<void> {
  const [script = "", ...args] = programs.convex("deploy", "--typecheck", "disable", "--codegen", "disable");
  const child = start(
    [path.resolve(script), ...args],
    {
      CI: "1",
      CONVEX_DEPLOYMENT: "",
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
    },
    project,
  );
  await succeeded(child, "convex deploy");
}

async function startApp(children: ChildProcess[]): Promise<void> {
  const env = nextEnvironment(ADDRESSES, SECRETS, ".next-bench");
  await succeeded(start(programs.next("build"), env), "next build");
  children.push(start(programs.next("start", "--port", String(PORTS.app)), env));
  await answering(`${ADDRESSES.app}/login`);
}

function start(args: readonly string[], env: Record<string, string>, cwd = ROOT): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    cwd,
    // Next builds for production, whatever it is started from.
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => output.push(String(data)));
  child.once("exit", (code) => {
    if (code) process.stderr.write(`${output.join("").slice(-4_000)}\n`);
  });
  return child;
}

function succeeded(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`))));
  });
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer.`);
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
