import type { Log } from "./log";
import { watchParent } from "./parent";
import { explain } from "./plain-error";
import { Stage } from "./stage";

/**
 * Brings services up on a stage and stays until it is told to stop or a part falls over.
 * @returns the exit code: 0 when it was told to stop, 1 when something went wrong
 */
export async function stay(log: Log, bringUp: (stage: Stage) => Promise<void>): Promise<number> {
  const stage = new Stage(log);
  const stopped = whenToldToStop(stage, log);
  try {
    await Promise.race([stopped, stage.crashed, bringUp(stage).then(() => stopped)]);
    return 0;
  } catch (error) {
    log.fail(explain(error));
    return 1;
  } finally {
    await stage.close();
  }
}

/** Resolves at the first signal, or when whoever started us is gone. A second signal waits for nobody. */
function whenToldToStop(stage: Stage, log: Log): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false;
    const tell = () => {
      if (isTold) return void stage.close();
      isTold = true;
      log.say("\nStopping.");
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, tell);
    watchParent(tell);
  });
}
