import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { RequestError } from "./errors";
import { shiftDate } from "./shift-date.mjs";

/** In the folder of the state: how far the clock is ahead, in milliseconds. */
export const CLOCK_FILE = "clock";
/** Whoever follows the file looks at it this often, at the least. */
const FOLLOWED_WITHIN_MS = 150;

let offsetMs = 0;
let isShifted = false;

/** What a test may ask for: a time, as milliseconds since 1970 or in words of ISO 8601, or how much later it shall be. */
export interface Move {
  now?: number | string;
  advanceMs?: number;
}

/**
 * The deployment's clock, which a test may move instead of waiting. It is the process's: functions, rate limits, tokens,
 * scheduled jobs and crons all go by it. A restart goes back to the machine's.
 */
export class Clock {
  private readonly listeners: (() => void)[] = [];

  /** @param file where others read how far it is ahead (follow-clock.mjs) */
  constructor(private readonly file?: string) {
    this.stop();
  }

  /** Told after it was moved. */
  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Answers when everybody has the new time. @throws RequestError for a time that is none */
  async move(move: Move): Promise<{ now: number; offsetMs: number }> {
    offsetMs += distance(move);
    if (!isShifted) shiftDate(() => offsetMs);
    isShifted = true;
    if (this.file) {
      mkdirSync(path.dirname(this.file), { recursive: true });
      writeFileSync(this.file, String(offsetMs));
      await delay(FOLLOWED_WITHIN_MS);
    }
    this.listeners.forEach((listener) => listener());
    return { now: Date.now(), offsetMs };
  }

  /** Back to the machine's. */
  stop(): void {
    offsetMs = 0;
    if (this.file) rmSync(this.file, { force: true });
  }
}

function distance({ now, advanceMs }: Move): number {
  const later = now === undefined ? advanceMs : new Date(now).getTime() - Date.now();
  if (typeof later === "number" && Number.isFinite(later)) return later;
  throw new RequestError(
    400,
    "BadTime",
    'Send { "now": <milliseconds or ISO 8601> } or { "advanceMs": <number> }.',
  );
}
