/** Blocks its thread for longer than a function may, as the deployment's own work if the argument is `exempt`. */
import type { Execution } from "../src/execution";
import { LoopGuard } from "../src/loop-guard";

const guard = new LoopGuard({ function: 100, action: 100 });
guard.start();

/** Measures processor time, as the guard does. */
function block(): void {
  for (const start = process.cpuUsage(); process.cpuUsage(start).user < 500_000;);
}

// The guard's thread needs a moment to start.
setTimeout(() => {
  guard.entered({ transaction: {} } as Execution);
  if (process.argv[2] === "exempt") guard.exempt(block);
  else block();
  process.stdout.write("survived");
  process.exit(0);
}, 1_000);
