import { isPortFree } from "../../scripts/run/ports";

/**
 * Jest runs files in parallel, and other programs use ports too, so each process begins its search at a port that
 * depends on its process id. All ports are below 32,768, because Linux gives those above to outgoing connections, which
 * could take a free port before a test's server does.
 */
const BLOCK = 400;
const FIRST = 20_000 + BLOCK * (process.pid % 30);
let next = FIRST;

/**
 * Finds a free port whose next port is free too, and returns it. Each call returns a different port, so that no
 * kept-alive connection reaches a new server.
 */
export async function freePortPair(): Promise<number> {
  for (; next < FIRST + BLOCK; next += 2) {
    if (!(await isPortFree(next)) || !(await isPortFree(next + 1))) continue;
    next += 2;
    return next - 2;
  }
  throw new Error(`No two neighbouring ports are free from ${FIRST} on.`);
}
