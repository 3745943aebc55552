import { isProblem, type Problem } from "./messages.ts";
import type { Pending } from "./pending-cookie.ts";

/** The query of a page's URL, as Next hands it over. */
export type Query = Record<string, string | string[] | undefined>;

export type Flags = { problem: Problem | null; waitSeconds: number | null; attemptsLeft: number | null };

export const NO_FLAGS: Flags = { problem: null, waitSeconds: null, attemptsLeft: null };

/**
 * What the routes say in a page's URL about what went wrong. Anybody can write such a URL, so only known words and small
 * numbers come out.
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

/** For the query of the page that follows asking: the minute, so that what is asked together leads to one address. */
export const askedFlag = (now: number): Record<string, string> => ({ asked: String(minuteOf(now)) });

/** What the login page has to say: what its query says, or that the cookie is missing which was set a moment ago. */
export function loginProblem(query: Query, pending: Pending | null, now = Date.now()): Problem | null {
  const { problem } = readFlags(query);
  if (problem !== null || pending !== null) return problem;
  const isTime = typeof query.asked === "string" && /^\d{1,10}$/.test(query.asked);
  const minutes = isTime ? minuteOf(now) - Number(query.asked) : Infinity;
  // Later, the cookie that is missing may have run out, or the sign-in may be over.
  return minutes === 0 || minutes === 1 ? "no_cookies" : null;
}

type Refusal = { reason: Problem; retryAfterSeconds?: number; attemptsLeft?: number };

/** A refusal, as `readFlags` reads it back. */
export function flagsOf({ reason, retryAfterSeconds, attemptsLeft }: Refusal): Record<string, string> {
  const flags: Record<string, string> = { problem: reason };
  if (retryAfterSeconds !== undefined) flags.wait = String(Math.ceil(retryAfterSeconds));
  if (attemptsLeft !== undefined) flags.left = String(attemptsLeft);
  return flags;
}
