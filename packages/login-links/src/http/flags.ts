import { isProblem, type Problem } from "./messages.ts";

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

type Refusal = { reason: Problem; retryAfterSeconds?: number; attemptsLeft?: number };

/** A refusal, as `readFlags` reads it back. */
export function flagsOf({ reason, retryAfterSeconds, attemptsLeft }: Refusal): Record<string, string> {
  const flags: Record<string, string> = { problem: reason };
  if (retryAfterSeconds !== undefined) flags.wait = String(Math.ceil(retryAfterSeconds));
  if (attemptsLeft !== undefined) flags.left = String(attemptsLeft);
  return flags;
}
