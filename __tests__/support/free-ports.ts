import { isPortFree } from "../../scripts/run/ports";

/** Jest runs files beside each other, and other people theirs: each process begins at a place of its own. */
const BLOCK = 400;
const FIRST = 20_000 + BLOCK * (process.pid % 60);
let next = FIRST;

/** A free port whose next one is free too; another each time, so that no connection kept alive finds a new server. */
export async function freePortPair(): Promise<number> {
  for (; next < FIRST + BLOCK; next += 2) {
    if (!(await isPortFree(next)) || !(await isPortFree(next + 1))) continue;
    next += 2;
    return next - 2;
  }
  throw new Error(`No two neighbouring ports are free from ${FIRST} on.`);
}
