import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePortPair } from "../../__tests__/support/free-ports";
import { onDeployment } from "../../scripts/deployment/cli";
import { type Child, startChild, succeeded } from "../../scripts/run/child";
import { packPackage } from "../../scripts/example/package-file";
import { unpack } from "../../scripts/example/prepare";
import { type Deployment, pushFunctions, readAdminKey, setEnvironment } from "../../scripts/run/deployment";
import { inheritedEnvironment } from "../../scripts/run/environment";
import { createLog } from "../../scripts/run/log";
import { programs } from "../../scripts/run/programs";
import { waitForAnswer } from "../../scripts/run/readiness";
import { Stage } from "../../scripts/run/stage";
import { applyChange, type Change } from "./guide";

const START_MS = 120_000;
/**
 * The folder is inside the repository, so that the app finds the repository's packages. Git, ESLint and Prettier ignore
 * it.
 */
const FOLDER = path.resolve(".latchkey", "owners-app");
const SECRET = "a secret of this test alone, long enough";

/** A copy of examples/add-to-your-app with changes applied to it, on a deployment and a port of its own. */
export class OwnersApp {
  readonly #children: Child[] = [];
  private constructor(
    readonly url: string,
    readonly deployment: Deployment,
    /**
     * The URL of a mailbox that only this app uses. Ids repeat on every fresh deployment, so with a shared mailbox two
     * apps would send the same idempotency keys.
     */
    readonly mailbox: string,
  ) {}

  static async create(changes: readonly Change[]): Promise<OwnersApp> {
    rmSync(FOLDER, { recursive: true, force: true });
    cpSync("examples/add-to-your-app", path.join(FOLDER, "app"), { recursive: true, filter: isSource });
    // Jest finds every package.json in the repository and rejects two with the same name, so the copy gets no name.
    const { name: _name, ...manifest } = JSON.parse(
      readFileSync("examples/add-to-your-app/package.json", "utf8"),
    );
    writeFileSync(path.join(FOLDER, "app", "package.json"), JSON.stringify(manifest));
    for (const change of changes) applyChange(path.join(FOLDER, "app"), change);
    await installPackage();
    const [convex, port] = [await freePortPair(), await freePortPair()];
    const mailbox = `http://127.0.0.1:${port + 1}`;
    const deployment = {
      url: `http://127.0.0.1:${convex}`,
      siteUrl: `http://127.0.0.1:${convex + 1}`,
      adminKey: "",
    };
    const app = new OwnersApp(`http://localhost:${port}`, deployment, mailbox);
    await Promise.all([app.#startMailbox(), app.#startConvex(convex)]);
    return app;
  }

  async #startConvex(port: number): Promise<void> {
    const env = { CONVEX_LOCAL_PORT: String(port), LATCHKEY_STATE_DIR: FOLDER };
    this.#children.push(startChild(programs.localConvex(true), env));
    await waitForAnswer(`${this.deployment.url}/version`, "The owner's deployment", START_MS);
    this.deployment.adminKey = await readAdminKey(FOLDER, START_MS);
    await setEnvironment(this.deployment, {
      SITE_URL: this.url,
      BETTER_AUTH_SECRET: SECRET,
      INTERNAL_PROXY_SECRET: SECRET,
      MAIL_FROM: "My app <hello@example.com>",
      RESEND_API_KEY: "re_owner",
      RESEND_BASE_URL: this.mailbox,
    });
  }

  async #startMailbox(): Promise<void> {
    this.#children.push(startChild(programs.mailbox, { MAILBOX_PORT: new URL(this.mailbox).port }));
    await waitForAnswer(`${this.mailbox}/emails`, "The owner's mailbox", START_MS);
  }

  /** Pushes the functions with `npx convex deploy`, which also writes `convex/_generated`. */
  async push(): Promise<void> {
    await pushFunctions(this.deployment, path.join(FOLDER, "app"), ["deploy", "--typecheck", "disable"]);
  }

  async checkTypes(): Promise<void> {
    const compiler = path.resolve("node_modules/typescript/bin/tsc");
    await succeeded(startChild([compiler, "-p", path.join(FOLDER, "app")], {}), "The type check");
  }

  /** Calls a function with `npx convex run` and returns its result. */
  async run<Value>(name: string, args: Record<string, unknown> = {}): Promise<Value> {
    const command = onDeployment(this.deployment, ["run", name, JSON.stringify(args)]);
    const child = spawn(process.execPath, command.args, {
      cwd: path.join(FOLDER, "app"),
      env: command.env as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, "close")]);
    if (exitCode !== 0) throw new Error(`\`convex run ${name}\` ended with ${String(exitCode)}.`);
    // `convex run` prints nothing if the result is null.
    return JSON.parse(printed || "null") as Value;
  }

  async startNext(): Promise<void> {
    const env = {
      SITE_URL: this.url,
      NEXT_PUBLIC_CONVEX_URL: this.deployment.url,
      NEXT_PUBLIC_CONVEX_SITE_URL: this.deployment.siteUrl,
      INTERNAL_PROXY_SECRET: SECRET,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: undefined,
    };
    const { port } = new URL(this.url);
    this.#children.push(startChild(programs.next("dev", "--port", port), env, path.join(FOLDER, "app")));
    await waitForAnswer(this.url, "The owner's app", START_MS);
  }

  /** The output of the app's programs so far, to print when a test fails. */
  printed(): string {
    return this.#children.map((child) => child.printed()).join("\n");
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.end("SIGTERM")));
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

/**
 * Leaves out build results and the lockfile. Without the lockfile, Next uses the repository as the project's root and
 * finds the packages there.
 */
const isSource = (file: string): boolean => !/package-lock\.json$|node_modules|\.next/.test(file);

/** Installs the packed package, as users get it. The package's folder in the repository would be read as TypeScript. */
async function installPackage(): Promise<void> {
  const stage = new Stage(createLog(false, process.stdout, process.stderr));
  try {
    const { file } = await packPackage(stage, inheritedEnvironment(process.env, false));
    unpack(file, path.join(FOLDER, "app", "node_modules", "@latchkey", "login-links"));
  } finally {
    await stage.close();
  }
}
