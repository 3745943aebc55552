import { rmSync } from "node:fs";
import path from "node:path";
import { startChild } from "../run/child";
import { installChromium } from "../run/chromium";
import { addressesOf } from "../run/environment";
import { PlainError } from "../run/plain-error";
import { freeTestPorts, portVariables } from "./ports";
import { becomesReady } from "./ready";
import type { Step } from "./step";
import { NOTHING, oneCheck, type Tally } from "./tally";
import { runProgram, runTool } from "./tools";

/**
 * The Node versions that package.json supports. For Node 20 it is the oldest supported minor version, for the others
 * the newest.
 */
export const NODES = ["20.19", "22", "24", "26"];

const START_MS = 120_000;

/**
 * For each of these Node versions: starts the whole stack, signs in with a browser, and fails on deprecation warnings.
 */
export function nodeSteps(versions: readonly string[]): Step[] {
  return versions.map((version) => ({
    name: `Node ${version}`,
    isAlone: true,
    run: () => signInOn(version),
  }));
}

async function signInOn(version: string): Promise<Tally> {
  if (!/^\d+(\.\d+){0,2}$/.test(version))
    throw new PlainError(`${version} is not a version of Node. Use versions such as 22 or 20.19.`);
  const node = await findNode(version);
  if (node === null) {
    console.log(`npm could not download Node ${version}, so nothing was tested on it.`);
    return { ...NOTHING, skipped: 1 };
  }
  installChromium();
  const ports = await freeTestPorts();
  const env = { ...portVariables(ports), LATCHKEY_STATE_DIR: STATE, NEXT_DIST_DIR: ".next-nodes" };
  rmSync(path.resolve(env.NEXT_DIST_DIR), { recursive: true, force: true });
  const stack = startChild(DEV, env, process.cwd(), node);
  try {
    const isReady = await becomesReady(stack, /Latchkey is ready/, START_MS);
    const addresses = addressesOf(ports);
    const browser = { ...env, BASE_URL: addresses.app, MAILBOX_URL: addresses.mailbox };
    const isSignedIn = isReady && (await runTool(SIGN_IN, "terminal", browser)) === 0;
    const warnings = warningsIn(stack.printed());
    if (!isSignedIn) console.log(stack.printed());
    if (warnings.length > 0) console.log(`Node ${version} printed a warning:\n${warnings.join("\n")}`);
    return oneCheck(isSignedIn && warnings.length === 0);
  } finally {
    await stack.end("SIGTERM");
  }
}

const STATE = ".latchkey/nodes";
const DEV = ["--import", "tsx", "scripts/dev.ts", "dev", "--fresh"];
const SIGN_IN = [
  "playwright",
  "test",
  "--project=desktop",
  "e2e/sign-in.spec.ts",
  "-g",
  "one click on the link",
];

const SAY_WHERE = ["--", "node", "-p", "'node is at ' + process.execPath"];

/** Installs a Node of this version with npm, and returns its path; null if that fails, for example offline. */
async function findNode(version: string): Promise<string | null> {
  let said = "";
  await runProgram(["npx", "--yes", "--package", `node@${version}`, ...SAY_WHERE], (text) => (said += text));
  return /^node is at (.+)$/m.exec(said)?.[1] ?? null;
}

const warningsIn = (printed: string): string[] =>
  printed.split("\n").filter((line) => /DeprecationWarning|\bDEP\d{4}\b/.test(line));
