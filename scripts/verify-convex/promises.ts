/** What this product promises on Convex, and what was observed. */

export const PROMISES = {
  pushed: "The deployment accepts this code and its variables",
  cookies: "An exchange returns both cookies, with the names and attributes that the app expects",
  jwt: "The JWT verifies against the site's own keys, and Convex accepts it for that person",
  answered: "Everybody who calls at the same moment gets an answer: no 503 remains after the repeats",
  sessions: "Each link makes one user and one session",
  clicks: "Many clicks on one link make one session",
  overtakes: "A sign-in mail is sent within a second while calls of a campaign hang",
  recipients: "Every recipient of a campaign gets exactly one mail",
  counters: "The campaign's counters match a recount",
  mails: "Everybody who requested a link got exactly one mail",
  settled: "No function leaves a promise unresolved or a rejection unhandled",
} as const;

export type PromiseName = keyof typeof PROMISES;

/** `not met`: the promise held, but not within the promised time. */
export type Status = "kept" | "broken" | "not met" | "not tried";

export interface Verdict {
  promise: PromiseName;
  status: Status;
  /** What was observed, in figures. */
  detail: string;
}

/** A step that is not possible on this deployment, with the reason. */
export class NotTried extends Error {}

/** @param faults observations that contradict the promise; if there are none, it was kept */
export function verdict(promise: PromiseName, faults: readonly string[], detail: string): Verdict {
  const isKept = faults.length === 0;
  return { promise, status: isKept ? "kept" : "broken", detail: isKept ? detail : faults.join("; ") };
}

/** One line for each promise: the worst result, with the observations of all equally bad ones. */
export function merged(verdicts: readonly Verdict[]): Verdict[] {
  const names = Object.keys(PROMISES) as PromiseName[];
  return names.map((promise) => {
    const seen = verdicts.filter((one) => one.promise === promise);
    const status = WORST_FIRST.find((one) => seen.some((other) => other.status === one)) ?? "not tried";
    const details = seen.filter((one) => one.status === status).map(({ detail }) => detail);
    return { promise, status, detail: details.join("; ") || "nothing was tried" };
  });
}

const WORST_FIRST: readonly Status[] = ["broken", "not met", "kept", "not tried"];

/** Whether all is well. A promise that was not tried does not count as a failure. */
export const isWell = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ status }) => status === "kept" || status === "not tried");
