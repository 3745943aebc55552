import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Environment } from "../run/environment";
import { PlainError } from "../run/plain-error";
import { readPorts } from "../run/ports";
import type { Settings } from "../run/settings";

/** Different from the ports of `npm run dev`, so that both can run at once. */
const PORTS = { PORT: "3400", CONVEX_LOCAL_PORT: "3410", MAILBOX_PORT: "3425" };

export interface ExampleSettings extends Settings {
  name: string;
  /** The example's folder. */
  project: string;
}

export const USAGE = `Usage: npm run example NAME [-- --fresh]

Installs and builds an example, and starts it with a local Convex and a mailbox of its own. There are:
  ${startable().join("\n  ")}

  --fresh  forget the deployment's data first

Ports: PORT (3400), CONVEX_LOCAL_PORT (3410, its site on the next one), MAILBOX_PORT (3425)
RATE_LIMIT_SCALE (100): how many times the real rate limits; 1 runs the real ones`;

/** @throws PlainError for an unknown argument or an invalid port */
export function readExampleSettings(argv: readonly string[], env: Environment): ExampleSettings {
  const [name = "", ...others] = argv.filter((argument) => argument !== "--fresh");
  if (!startable().includes(name)) throw new PlainError(`There is no example "${name}".\n\n${USAGE}`);
  if (others.length > 0) throw new PlainError(`There is no option "${others.join(" ")}".\n\n${USAGE}`);
  return {
    name,
    project: path.resolve("examples", name),
    mode: "preview",
    fresh: argv.includes("--fresh"),
    conflicts: true,
    ports: readPorts({ ...PORTS, ...given(env) }),
    stateDir: path.resolve(env.LATCHKEY_STATE_DIR ?? path.join(".latchkey", "examples", name)),
    isDefaultState: false,
    distDir: "dist",
    rateLimitScale: env.RATE_LIMIT_SCALE ?? "100",
  };
}

/** An empty variable counts as unset. */
const given = (env: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** Examples that have a server to start. */
export function startable(): string[] {
  return readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && hasStart(entry.name))
    .map(({ name }) => name);
}

function hasStart(name: string): boolean {
  const text = readFileSync(path.join("examples", name, "package.json"), "utf8");
  return (JSON.parse(text) as { scripts?: { start?: string } }).scripts?.start !== undefined;
}
