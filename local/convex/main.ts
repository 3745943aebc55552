/**
 * The local Convex deployment: `node --experimental-vm-modules --import tsx local/convex/main.ts [--fresh]`.
 *
 * CONVEX_LOCAL_PORT (3210; HTTP actions on the next port), LATCHKEY_STATE_DIR (.latchkey),
 * CONVEX_LOCAL_DELAY_MS (0; added to each call over HTTP), CONVEX_LOCAL_JOB_SLOTS (8; scheduled functions at once).
 */
import "./async-context";
import path from "node:path";
import { adminKey } from "./admin-key";
import { forgetState } from "./persistence";
import { DEFAULT_JOB_SLOTS } from "./scheduler";
import { startServer } from "./server";

const port = Number(process.env.CONVEX_LOCAL_PORT ?? 3210);
const stateDir = path.resolve(process.env.LATCHKEY_STATE_DIR ?? ".latchkey", "convex");

/** Standard output as it was at the start: functions get consoles of their own. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readJobSlots(text = String(DEFAULT_JOB_SLOTS)): number {
  const slots = Number(text);
  if (Number.isInteger(slots) && slots > 0) return slots;
  throw new Error(`CONVEX_LOCAL_JOB_SLOTS must be a whole number above 0, and is "${text}".`);
}

async function main(): Promise<void> {
  print(
    "Local Convex: a stand-in for development and tests, in one Node process. It is not Convex; never deploy it.",
  );
  if (process.argv.includes("--fresh")) forgetState(stateDir);
  const delayMs = Number(process.env.CONVEX_LOCAL_DELAY_MS ?? 0);
  const jobSlots = readJobSlots(process.env.CONVEX_LOCAL_JOB_SLOTS);
  const server = await startServer({
    port,
    stateDir,
    adminKey: adminKey(stateDir),
    delayMs,
    jobSlots,
    print,
  });
  print(`Listening on ${server.deployment.urls.cloud}, HTTP actions on ${server.deployment.urls.site}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void server.close().finally(() => process.exit(0)));
}

// What a function leaves behind and nobody awaits (a promise, a timer's callback) must not take the deployment with it.
for (const event of ["unhandledRejection", "uncaughtException"] as const)
  process.on(event, (error: unknown) => {
    print(
      `Left behind by a function: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  });

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
