import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { p50 } from "../support/timing";

interface Job {
  modules: readonly { path: string; source: string }[];
  path: string;
  env: Readonly<Record<string, string>>;
  rounds: number;
  /** A function of the module to call once in each context, after it is evaluated. */
  call?: { name: string; argument: unknown };
}

/** What a separate process measured for one module. */
interface Evaluation {
  /** The size of the module and all its imports. */
  bytes: number;
  hasFunctions: boolean;
  /** In ms, one for each context. */
  times: number[];
  callTimes: number[];
}

export interface Cold {
  bytes: number;
  hasFunctions: boolean;
  /** The median, in ms. */
  ms: number;
  /** The median of the call, in ms. */
  callMs: number;
}

/** The program reads a job from standard input and prints its result as JSON. */
const PROGRAM = fileURLToPath(
  new URL("../../packages/convex-local/src/measure-evaluation.ts", import.meta.url),
);

/** Evaluates one module in a separate process, in one fresh context after the other. */
export async function evaluateCold(job: Job): Promise<Cold> {
  const child = spawn(
    process.execPath,
    ["--experimental-vm-modules", "--no-warnings", "--import", "tsx", PROGRAM],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.stdin.end(JSON.stringify(job));
  const [printed, code] = await Promise.all([text(child.stdout), exited]);
  if (code !== 0) throw new Error(`${job.path} could not be evaluated.`);
  const { times, callTimes, ...facts } = JSON.parse(printed) as Evaluation;
  return { ...facts, ms: p50(times), callMs: p50(callTimes) };
}
