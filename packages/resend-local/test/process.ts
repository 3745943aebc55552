import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { eventually } from "./support";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** The mailbox as its users run it: as a process, with its settings in the environment. */
export async function startProcess(env: Record<string, string>) {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], {
    env: { ...process.env, MAILBOX_PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (printed += data.toString()));
  const exited = once(child, "exit");
  const end = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  await eventually(() => printed.includes("Read mail"));
  return { url: `http://127.0.0.1:${port}`, printed: () => printed, end };
}

/**
 * Each process of Jest looks for ports in its own range. All are below 32,768, because Linux gives the ports above that
 * to outgoing connections, which could take a free port before the mailbox does.
 */
const BLOCK = 40;
const FIRST = 7_000 + BLOCK * (process.pid % 60);
let next = FIRST;

async function freePort(): Promise<number> {
  for (; next < FIRST + BLOCK; next++) if (await isFree(next)) return next++;
  throw new Error(`No port is free from ${FIRST} on.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, "127.0.0.1");
  const free = await listening;
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}
