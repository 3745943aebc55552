/**
 * The local Convex deployment: `node --experimental-vm-modules --import tsx packages/convex-local/src/main.ts`. Its
 * settings are in settings.ts.
 */
import "./async-context";
import { adminKey } from "./admin-key";
import { watchLeftBehind } from "./left-behind";
import { forgetState } from "./persistence";
import { startServer } from "./server";
import { readSettings } from "./settings";

/** Writes to standard output directly, because functions get their own consoles. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  print(
    "Local Convex: a stand-in for development and tests, in one Node process. It is not Convex; never deploy it.",
  );
  const { fresh, ...settings } = readSettings(process.argv, process.env);
  if (fresh) forgetState(settings.stateDir);
  const server = await startServer({
    ...settings,
    adminKey: adminKey(settings.stateDir),
    // The guard is off with fresh contexts: they fill the heap, and the guard would count the garbage collector's
    // threads as the function's time.
    guardLoops: !settings.freshContexts,
    print,
  });
  print(`Listening on ${server.deployment.urls.cloud}, HTTP actions on ${server.deployment.urls.site}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void server.close().finally(() => process.exit(0)));
}

watchLeftBehind(print);
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
