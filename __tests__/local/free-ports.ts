import { isPortFree } from "../../local/run/ports";

/** Jest runs files beside each other: each of its workers has ports of its own. */
const FIRST = 21_000 + 400 * Number(process.env.JEST_WORKER_ID ?? 1);
let next = FIRST;

/** A free port whose next one is free too; another each time, so that no connection kept alive finds a new server. */
export async function freePortPair(): Promise<number> {
  for (; next < FIRST + 400; next += 2) {
    if (!(await isPortFree(next)) || !(await isPortFree(next + 1))) continue;
    next += 2;
    return next - 2;
  }
  throw new Error(`No two neighbouring ports are free from ${FIRST} on.`);
}
