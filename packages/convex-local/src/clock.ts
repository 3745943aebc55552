import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { RequestError } from "./errors";
import { shiftDate } from "./shift-date.mjs";

/** The file in the state folder that contains how far the clock is ahead, in milliseconds. */
export const CLOCK_FILE = "clock";
/** Processes that follow the file read it at least this often, in milliseconds. */
const FOLLOWED_WITHIN_MS = 150;

let offsetMs = 0;
let isShifted = false;

/** What a test may send: a time, as milliseconds since 1970 or in ISO 8601, or by how much to advance the clock. */
export interface Move {
  now?: number | string;
  advanceMs?: number;
}

/**
 * The deployment's clock, which a test may move instead of waiting. It applies to the whole process: functions, rate
 * limits, tokens, scheduled jobs and crons all use it. A restart resets it to the machine's clock.
 */
export class Clock {
  private readonly listeners: (() => void)[] = [];

  /** @param file the file in which other processes read how far the clock is ahead (follow-clock.mjs) */
  constructor(private readonly file?: string) {
    this.stop();
  }

  /** The listener is called after each move. */
  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Resolves when all processes have the new time. @throws RequestError for an invalid time */
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

  /** Returns to the machine's clock. */
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
