/** How far a recipient of an earlier campaign got. A marketer chooses by this whom to add to another campaign. */
export const OUTCOMES = ["notAccepted", "notReached", "bounced", "all"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The fields of a recipient by which the outcome is decided. Times are in ms. */
export interface Result {
  status: string;
  sentAt?: number;
  acceptedAt?: number;
  bouncedAt?: number;
  revokedAt?: number;
}

/**
 * The rule for each outcome. An invitation that somebody revoked belongs only to `all`, because that person decided
 * against it. The rules ignore suppressions, because those are checked for everybody who is added.
 */
const RULES: Record<Outcome, (result: Result) => boolean> = {
  notAccepted: (result) => isOpen(result) && result.sentAt !== undefined && !isLost(result.status),
  notReached: (result) => isOpen(result) && isLost(result.status),
  bounced: ({ bouncedAt }) => bouncedAt !== undefined,
  all: () => true,
};

/** Whether the invitation is still open: it was neither accepted nor revoked. */
function isOpen({ acceptedAt, bouncedAt, revokedAt }: Result): boolean {
  return [acceptedAt, bouncedAt, revokedAt].every((at) => at === undefined);
}

/**
 * The statuses of people whose mail did not arrive, as far as is known. `delayed` is one of them, because the receiving
 * server has not accepted the mail.
 */
const LOST = ["failed", "suppressed", "member", "withdrawn", "delayed"];

const isLost = (status: string): boolean => LOST.includes(status);

/** Whether the recipient has one of these outcomes. */
export function hasOutcome(result: Result, outcomes: readonly Outcome[]): boolean {
  return outcomes.some((outcome) => RULES[outcome](result));
}
