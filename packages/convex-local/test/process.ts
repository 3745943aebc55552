import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Process {
  /** The output so far, including errors. */
  printed(): string;
  kill(): Promise<void>;
}

/** @param args for Node */
export function startProcess(args: readonly string[], env: Record<string, string> = {}): Process {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (printed += data.toString()));
  const exited = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  return { printed: () => printed, kill };
}
