import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Jest runs several processes at once. Each looks for ports in its own range. All ranges are below 32,768, because Linux
 * gives the ports above that to outgoing connections, which could take a free port before a test's server does.
 */
const BLOCK = 400;
const FIRST = 11_000 + BLOCK * (process.pid % 22);
let next = FIRST;

/**
 * A free port whose next one, for HTTP actions, is free too. Each call returns a different one, so that no kept-alive
 * connection reaches a new server.
 */
export async function freePortPair(): Promise<number> {
  for (; next < FIRST + BLOCK; next += 2) {
    if (!(await isFree(next)) || !(await isFree(next + 1))) continue;
    next += 2;
    return next - 2;
  }
  throw new Error(`No two neighbouring ports are free from ${FIRST} on.`);
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
