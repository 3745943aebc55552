/**
 * Preloaded into a process that has to use the deployment's time. Reads from a file how far the deployment's clock is
 * ahead.
 */
import { readFileSync, watchFile } from "node:fs";
import { shiftDate } from "./shift-date.mjs";

const FOLLOW_EVERY_MS = 50;
const file = process.env.LATCHKEY_CLOCK_FILE;

function readOffset() {
  try {
    return Number(readFileSync(file, "utf8")) || 0;
  } catch {
    return 0;
  }
}

if (file) {
  let offset = readOffset();
  shiftDate(() => offset);
  watchFile(file, { interval: FOLLOW_EVERY_MS, persistent: false }, () => (offset = readOffset()));
}
