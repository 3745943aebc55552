import { inContextOf } from "./async-context";
import { executions } from "./execution";

/**
 * A rejected promise that nobody handles fails the function that made it, as on Convex (`run_inner` in
 * crates/isolate/src/environment/udf/mod.rs). Other unhandled errors are printed, and the deployment continues.
 */
export function watchLeftBehind(print: (line: string) => void): void {
  process.on("unhandledRejection", (reason, promise) => {
    const execution = inContextOf(promise, () => executions.getStore());
    const running = execution?.ended ? execution.transaction : execution;
    if (running && !running.ended) running.stop(reason);
    else tell(reason);
  });
  process.on("uncaughtException", tell);

  function tell(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    print(`Left behind, and handled by nobody: ${text}`);
  }
}
