/** Looks at the main thread from beside it, and ends the JavaScript that runs there when it has held it for too long. */
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";

const LOOK_EVERY_MS = 25;
const [BEAT, LIMIT_MS, TERMINATED] = [0, 1, 2];
const shared = new Int32Array(workerData);
let seen = -1;
let since = process.cpuUsage();

/** By the processor's time and not the clock's: a busy machine must not end anybody. */
function look() {
  const beat = Atomics.load(shared, BEAT);
  const limitMs = Atomics.load(shared, LIMIT_MS);
  const used = process.cpuUsage(since);
  const isStuck = beat === seen && limitMs > 0;
  if (isStuck && (used.user + used.system) / 1000 < limitMs) return;
  if (isStuck) terminate();
  seen = beat;
  since = process.cpuUsage();
}

function terminate() {
  Atomics.store(shared, TERMINATED, 1);
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => {
    session.disconnect();
    parentPort.postMessage("terminated");
  });
}

setInterval(look, LOOK_EVERY_MS);
