import path from "node:path";
import type { Environment } from "./environment";
import { PlainError } from "./plain-error";
import { readPorts, type Ports } from "./ports";

/** `dev` and `preview` run on the local stand-in for Convex (packages/convex-local), `convex` on a real deployment. */
export type Mode = "dev" | "preview" | "convex";

export interface Settings {
  mode: Mode;
  /** Whether to start with an empty deployment. */
  fresh: boolean;
  /** Whether mutations conflict as they do on Convex. */
  conflicts: boolean;
  ports: Ports;
  /** The folder for the deployment's snapshot and the generated secrets; git ignores it. */
  stateDir: string;
  /** Whether `stateDir` is the default folder. Only then does `.env.local` point to this deployment. */
  isDefaultState: boolean;
  /** The folder that Next builds into, relative to the project. */
  distDir: string;
  rateLimitScale: string;
}

export const USAGE = `Usage: npm run dev|preview|dev:convex [-- --fresh] [-- --no-conflicts]

  dev         the app in development, with a Convex deployment that runs in Node
  preview     its production build, with the same deployment
  dev:convex  the app in development, with a real Convex deployment

  --fresh         delete the deployment's data first (dev and preview)
  --no-conflicts  mutations that change the same rows wait for each other instead of conflicting as on Convex (dev and preview)
  --help          this text

The Convex CLI chooses a real deployment, and asks the first time:
  npm run dev:convex                                 asks: local without an account, or a project of yours
  CONVEX_AGENT_MODE=anonymous npm run dev:convex     local without an account, and no questions
  npx convex login && npm run dev:convex             a project of yours, in the cloud
A local deployment sends its mail to the mailbox on this machine. One in the cloud cannot reach it, and needs
  npx convex env set RESEND_API_KEY                  a key from resend.com

Ports: PORT (3000), CONVEX_LOCAL_PORT (3210, its site uses the next one), MAILBOX_PORT (3025)
CONVEX_LOCAL_JOB_SLOTS (8): how many scheduled functions run at once on the deployment in Node
RATE_LIMIT_SCALE (100): a factor for the real rate limits; 1 uses the real ones
LATCHKEY_STATE_DIR (.latchkey): the folder for the data`;

const FLAGS = ["--fresh", "--no-conflicts"];
const MODES: readonly string[] = ["dev", "preview", "convex"] satisfies Mode[];

/** @throws PlainError for an unknown argument or an invalid port */
export function readSettings(argv: readonly string[], env: Environment): Settings {
  const [mode = "dev", ...flags] = argv;
  if (!isMode(mode)) throw new PlainError(`There is no mode "${mode}".\n\n${USAGE}`);
  const unknown = flags.find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined) throw new PlainError(`There is no option "${unknown}".\n\n${USAGE}`);
  const stateDir = path.resolve(env.LATCHKEY_STATE_DIR ?? ".latchkey");
  return {
    mode,
    fresh: flags.includes("--fresh"),
    conflicts: !flags.includes("--no-conflicts"),
    ports: readPorts(env),
    stateDir,
    isDefaultState: stateDir === path.resolve(".latchkey"),
    distDir: env.NEXT_DIST_DIR ?? ".next",
    rateLimitScale: env.RATE_LIMIT_SCALE ?? "100",
  };
}

function isMode(value: string): value is Mode {
  return MODES.includes(value);
}
