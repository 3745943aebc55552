/** Watches the main thread from another thread, and ends JavaScript that has blocked it for too long. */
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";

const LOOK_EVERY_MS = 25;
const [BEAT, LIMIT_MS, TERMINATED] = [0, 1, 2];
const shared = new Int32Array(workerData);
let seen = -1;
let since = process.cpuUsage();

/** Measures processor time rather than clock time, so that no function is ended because the machine is busy. */
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
