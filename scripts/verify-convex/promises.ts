/** What this product promises of Convex, and what was seen of it. */

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

/** `not met`: it held, but not in the time that was promised. */
export type Status = "kept" | "broken" | "not met" | "not tried";

export interface Verdict {
  promise: PromiseName;
  status: Status;
  /** What was seen, in figures. */
  detail: string;
}

/** A step that this deployment has no room for. It says why. */
export class NotTried extends Error {}

/** @param faults what contradicts the promise; none: it was kept */
export function verdict(promise: PromiseName, faults: readonly string[], detail: string): Verdict {
  const isKept = faults.length === 0;
  return { promise, status: isKept ? "kept" : "broken", detail: isKept ? detail : faults.join("; ") };
}

/** One line a promise: the worst of what was seen, with all that was seen as bad. */
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

/** Whether whoever runs this has to look. What was not tried is no failure. */
export const isWell = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ status }) => status === "kept" || status === "not tried");
