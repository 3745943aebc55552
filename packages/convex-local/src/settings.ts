import path from "node:path";
import { DEFAULT_JOB_SLOTS } from "./scheduler";
import type { ServerOptions } from "./server";

/** The settings of the deployment's process, from its environment and its command line. */
export interface Settings extends Pick<
  ServerOptions,
  "port" | "jobSlots" | "conflicts" | "mutationMs" | "freshContexts" | "delayMs"
> {
  stateDir: string;
  fresh: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * CONVEX_LOCAL_PORT (3210; HTTP actions on the next port), LATCHKEY_STATE_DIR (.latchkey),
 * CONVEX_LOCAL_JOB_SLOTS (8; how many scheduled functions run at once),
 * CONVEX_LOCAL_CONFLICTS (on; off, or --no-conflicts: mutations never conflict),
 * CONVEX_LOCAL_MUTATION_MS (10; how long each mutation waits, so that mutations called together can conflict),
 * CONVEX_LOCAL_FRESH_CONTEXTS (off; on, or --fresh-contexts: each call evaluates its modules again),
 * CONVEX_LOCAL_DELAY_MS (0; added to each call over HTTP). --fresh begins with an empty deployment.
 * @throws for an invalid value
 */
export function readSettings(argv: readonly string[], env: Env): Settings {
  return {
    port: number(env, "CONVEX_LOCAL_PORT", 3210, 1),
    stateDir: path.resolve(env.LATCHKEY_STATE_DIR ?? ".latchkey", "convex"),
    fresh: argv.includes("--fresh"),
    jobSlots: number(env, "CONVEX_LOCAL_JOB_SLOTS", DEFAULT_JOB_SLOTS, 1),
    conflicts: !argv.includes("--no-conflicts") && onOrOff(env, "CONVEX_LOCAL_CONFLICTS", true),
    mutationMs: number(env, "CONVEX_LOCAL_MUTATION_MS", 10, 0),
    freshContexts: argv.includes("--fresh-contexts") || onOrOff(env, "CONVEX_LOCAL_FRESH_CONTEXTS", false),
    delayMs: number(env, "CONVEX_LOCAL_DELAY_MS", 0, 0),
  };
}

function number(env: Env, name: string, standard: number, least: number): number {
  const text = env[name] ?? String(standard);
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least) return value;
  throw new Error(`${name} must be a whole number of at least ${least}, and is "${text}".`);
}

function onOrOff(env: Env, name: string, standard: boolean): boolean {
  const text = env[name] ?? (standard ? "on" : "off");
  if (text === "on" || text === "off") return text === "on";
  throw new Error(`${name} must be "on" or "off", and is "${text}".`);
}
