/**
 * Convex's own backend on this machine, without an account. The CLI downloads it and creates a deployment
 * `anonymous-agent` in its project's folder (handleAnonymousDeployment in the CLI's localDeployment/anonymous.ts). The
 * backend runs as long as `convex dev` does, and `convex dev` stops it only at SIGINT.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { timed } from "../../bench/support/timing";
import { type Child, startChild } from "../run/child";
import type { Environment } from "../run/environment";
import { PlainError } from "../run/plain-error";
import { CHOOSING } from "../deployment/choice";
import { cliCommand, setVariables } from "../deployment/convex-cli";
import { type Selection, selectionOf } from "../deployment/selection";
import { copyProject } from "../deployment/project-copy";

export interface RealBackend {
  /** Selected by address and key, like any self-hosted deployment. */
  selection: Selection;
  version: string;
  /** How long each step took, in ms. */
  times: Record<string, number>;
  stop(): Promise<void>;
}

const PUSH_MS = 3 * 60_000;
const READY = /Convex functions ready/;

/**
 * @param folder emptied first
 * @param variables set before the functions are pushed, because a push needs them
 */
export async function startRealBackend(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<RealBackend> {
  copyProject(folder);
  const anonymous = anonymousIn(folder);
  const downloadMs = await timed(() => finished(startCli(anonymous, ["init"])));
  await setVariables(anonymous, variables);
  const watch = ["--typecheck", "disable", "--codegen", "disable", "--tail-logs", "disable"];
  const child = startCli(anonymous, ["dev", ...watch]);
  const stop = () => child.end("SIGINT");
  const pushMs = await timed(() => ready(child)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const config = readConfig(folder);
  const times = {
    "downloaded and started for the first time": downloadMs,
    "started, and the first push": pushMs,
  };
  return { selection: byAddress(config), version: config.backendVersion, times, stop };
}

/** Ignores what the shell or this folder's files choose. */
function anonymousIn(folder: string): Selection {
  const none: Environment = Object.fromEntries(CHOOSING.map((name) => [name, undefined]));
  return {
    flags: [],
    // With CI set, the CLI asks no questions and sends no telemetry.
    env: { ...none, CONVEX_AGENT_MODE: "anonymous", CI: "1" },
    project: folder,
    label: "Convex's own backend on this machine",
    chosenBy: "--anonymous",
    ...{ isNamed: true, isHere: true, isProduction: false, isByDefault: false },
  };
}

/** The CLI's file about a local deployment: LocalDeploymentConfig in its localDeployment/filePaths.ts. */
interface LocalConfig {
  ports: { cloud: number };
  backendVersion: string;
  adminKey: string;
}

function readConfig(folder: string): LocalConfig {
  const file = path.join(folder, ".convex/local/default/config.json");
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LocalConfig;
  } catch (cause) {
    throw new PlainError(`The Convex CLI left no deployment in ${file}: ${(cause as Error).message}`);
  }
}

function byAddress({ ports, adminKey }: LocalConfig): Selection {
  const url = `http://127.0.0.1:${ports.cloud}`;
  const chosen = selectionOf({}, { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey });
  return { ...chosen, chosenBy: "--anonymous" };
}

function startCli(selection: Selection, command: readonly string[]): Child {
  const { args, env } = cliCommand(selection, command);
  return startChild(args, env, selection.project);
}

async function finished(child: Child): Promise<void> {
  const code = await child.exited;
  if (code !== 0) throw failed(child, `\`convex init\` ended with ${code}`);
}

/** The end of the CLI's output contains the reason. */
function failed(child: Child, what: string): PlainError {
  return new PlainError(`${what}.\n${stripVTControlCharacters(child.printed()).trim().slice(-4_000)}`);
}

async function ready(child: Child): Promise<void> {
  const gone = (why: string) => Promise.reject(failed(child, `\`convex dev\` ${why}`));
  const timer = new AbortController();
  const { signal } = timer;
  await Promise.race([
    child.said(READY),
    child.exited.then((code) => gone(`ended with ${code}`)),
    sleep(PUSH_MS, undefined, { signal }).then(() => gone(`was not ready within ${PUSH_MS / 1_000} s`)),
  ]).finally(() => timer.abort());
}
