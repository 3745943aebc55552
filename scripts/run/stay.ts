import type { Log } from "./log";
import { watchParent } from "./parent";
import { explain } from "./plain-error";
import { Stage } from "./stage";

/**
 * Starts services on a stage. Returns when it is stopped or a service fails.
 * @returns the exit code: 0 if it was stopped, 1 if something went wrong
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

/** Resolves at the first signal, or when our parent has ended. A second signal kills the services. */
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
