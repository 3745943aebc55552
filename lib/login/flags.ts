import { isProblem, type Problem } from "./refusals";

/** The query of a page's URL, as Next hands it over. */
export type Query = Record<string, string | string[] | undefined>;

export type Flags = { problem: Problem | null; waitSeconds: number | null; attemptsLeft: number | null };

/**
 * What the exchange and the actions say in a URL about what went wrong. Anybody can write such a URL, so only known
 * words and small numbers come out.
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
