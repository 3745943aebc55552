import { spawn } from "node:child_process";
import type { Environment } from "./environment";

/** A program that a test or a benchmark starts and ends. */
export interface Child {
  /** Resolves with its exit code, or null if a signal ended it. */
  exited: Promise<number | null>;
  /** Its output so far, including errors. */
  printed(): string;
  /** Resolves once its output matches. */
  said(pattern: RegExp): Promise<void>;
  /** Resolves once it has ended, also if it ended before. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * @param args for Node, as in `programs`
 * @param node the path of the Node to use; by default the one that runs this
 */
export function startChild(
  args: readonly string[],
  env: Environment,
  cwd = process.cwd(),
  node = process.execPath,
): Child {
  const child = spawn(node, args, {
    cwd,
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      printed = (printed + data.toString()).slice(-100_000);
      waiting.forEach((look) => look());
    });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    exited,
    printed: () => printed,
    said: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          if (!pattern.test(printed)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}

/** Waits for a program to finish. @throws with the end of its output if it failed */
export async function succeeded({ exited, printed }: Child, name: string): Promise<void> {
  const code = await exited;
  if (code !== 0) throw new Error(`${name} ended with ${code}.\n${printed().slice(-4_000)}`);
}
