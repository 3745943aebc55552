import { isProblem, type Problem } from "./messages.ts";
import type { Pending } from "./pending-cookie.ts";

/** The query of a page's URL, in the form in which Next passes it. */
export type Query = Record<string, string | string[] | undefined>;

export type Flags = { problem: Problem | null; waitSeconds: number | null; attemptsLeft: number | null };

export const NO_FLAGS: Flags = { problem: null, waitSeconds: null, attemptsLeft: null };

/**
 * Reads what the routes put into a page's URL about what went wrong. Anybody can write such a URL, so only known words
 * and small numbers are returned.
 */
export function readFlags(query: Query): Flags {
  return {
    problem: isProblem(query.problem) ? query.problem : null,
    waitSeconds: smallNumber(query.wait),
    attemptsLeft: smallNumber(query.left),
  };
}

function smallNumber(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : null;
}

const minuteOf = (now: number): number => Math.floor(now / 60_000);

/**
 * For the query of the page after a request: the current minute, so that simultaneous requests lead to the same URL.
 */
export const askedFlag = (now: number): Record<string, string> => ({ asked: String(minuteOf(now)) });

/**
 * The problem that the login page shows: the one in its query, or `no_cookies` if the cookie that was set a moment ago
 * is missing. Null if there is no problem.
 */
export function loginProblem(query: Query, pending: Pending | null, now = Date.now()): Problem | null {
  const { problem } = readFlags(query);
  if (problem !== null || pending !== null) return problem;
  const isTime = typeof query.asked === "string" && /^\d{1,10}$/.test(query.asked);
  const minutes = isTime ? minuteOf(now) - Number(query.asked) : Infinity;
  // Later the cookie may be missing because it has expired or the sign-in is complete.
  return minutes === 0 || minutes === 1 ? "no_cookies" : null;
}

type Refusal = { reason: Problem; retryAfterSeconds?: number; attemptsLeft?: number };

/** A refusal, in the form that `readFlags` reads. */
export function flagsOf({ reason, retryAfterSeconds, attemptsLeft }: Refusal): Record<string, string> {
  const flags: Record<string, string> = { problem: reason };
  if (retryAfterSeconds !== undefined) flags.wait = String(Math.ceil(retryAfterSeconds));
  if (attemptsLeft !== undefined) flags.left = String(attemptsLeft);
  return flags;
}
