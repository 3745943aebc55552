/** A fresh deployment with a mail server behind it and a clock that only the test moves. */
import { setImmediate as nextTurn, setTimeout as realDelay } from "node:timers/promises";
import { performance } from "node:perf_hooks";
// The email renderer imports this module when it renders. If several emails are rendered at once, Jest gives some of them
// the module before it is evaluated, so it is evaluated here first.
import "react-dom/server.edge";
import { jest } from "@jest/globals";
import { internal } from "@/convex/_generated/api";
import { makePrompt } from "./prompt-subtle";
import { deploy, type Deployment } from "./deployment";
import { type MailServer, startMailServer } from "./mail";
import { addAuthRow, authRows, type Row } from "./tables";

export interface World {
  t: Deployment;
  mail: MailServer;
}

export const NOW = Date.parse("2026-11-23T12:00:00Z");
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

const TICK = 100;
/** The longest time that `whilePumping` waits, in real time. */
const TIMEOUT_MS = 20 * SECOND;

jest.setTimeout(60_000);

export async function start(
  environment: Record<string, string> = {},
  { hasSigningKey = true, limits }: { hasSigningKey?: boolean; limits?: { documentsRead: number } } = {},
): Promise<World> {
  resetClock();
  // The mail queue logs its work to the console. The tables contain what the tests need.
  jest.spyOn(console, "info").mockImplementation(() => undefined);
  jest.spyOn(console, "error").mockImplementation(() => undefined);
  const world = { mail: startMailServer(), t: await deploy(environment, limits) };
  if (hasSigningKey) await giveSigningKey(world.t);
  return world;
}

// Convex computes these synchronously. Node would use a thread, which takes real time, but the test controls the clock.
makePrompt(crypto.subtle);

let hasClock = false;

/** All tests of a file share one fake clock, because React keeps the timers that it found when it was loaded. */
function resetClock(): void {
  if (hasClock) jest.clearAllTimers();
  else jest.useFakeTimers();
  hasClock = true;
  jest.setSystemTime(NOW);
}

let signingKey: Row | null = null;

/** One key for all deployments of a test file, because making an RSA key takes longer than most tests. */
async function giveSigningKey(t: Deployment): Promise<void> {
  if (signingKey) return addAuthRow(t, "jwks", signingKey);
  await t.action(internal.signingKeys.ensure, {});
  const [key] = await authRows(t, "jwks");
  const { _id, _creationTime, ...fields } = key ?? {};
  signingKey = fields;
}

/**
 * Runs what is scheduled for the next `ms`, mail included, in steps of `tick` ms. Afterwards the clock is `ms` later.
 * With `hangs`, the clock also advances while something waits for an answer.
 */
export async function runScheduled(
  { t }: Pick<World, "t">,
  ms = 500,
  { hangs = false, tick = TICK } = {},
): Promise<void> {
  for (let passed = 0; passed < ms; passed += tick) {
    jest.advanceTimersByTime(tick);
    await whilePumping(t.finishInProgressScheduledFunctions(), { tick: hangs ? tick : 0 });
  }
}

/**
 * In the first turns, the clock advances only by `tick`, usually 0 ms. After that, each turn advances it by `MOMENT` ms
 * or more.
 */
const QUICK_TURNS = 200;
const MOMENT = 10;

/**
 * Fires timers until `work` is done. Rendering an email waits for timers of zero length. Other work may wait a few ms,
 * so after a number of turns the clock advances too.
 */
export async function whilePumping<T>(work: Promise<T>, { tick = 0 } = {}): Promise<T> {
  let isDone = false;
  const finished = work.finally(() => (isDone = true));
  // The caller awaits this promise and gets its rejection. Until then, the rejection must not count as unhandled.
  finished.catch(() => undefined);
  const deadline = performance.now() + TIMEOUT_MS;
  for (let turn = 0; !isDone && performance.now() < deadline; turn++) {
    const step = turn < QUICK_TURNS ? tick : Math.max(tick, MOMENT);
    jest.advanceTimersByTime(step);
    // An advancing clock must not overtake work that takes real time, such as making a key.
    await (step === 0 ? nextTurn() : realDelay(1));
  }
  if (!isDone) throw new Error("What is scheduled waits for something that does not come");
  return finished;
}

/** Sets the clock, and runs nothing. */
export function setTime(time: number): void {
  jest.setSystemTime(time);
}

export function advance(ms: number): void {
  jest.setSystemTime(Date.now() + ms);
}
