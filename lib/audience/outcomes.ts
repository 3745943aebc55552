/** What became of a recipient of an earlier campaign. The people of an outcome can be added to another campaign. */
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
 * The rule of each outcome. An invitation that was revoked by hand belongs only to `all`, because somebody has decided
 * against it. The rules do not look at suppressions: those are checked for everybody who is added.
 */
const RULES: Record<Outcome, (result: Result) => boolean> = {
  notAccepted: (result) => isOpen(result) && result.sentAt !== undefined && !isLost(result.status),
  notReached: (result) => isOpen(result) && isLost(result.status),
  bounced: ({ bouncedAt }) => bouncedAt !== undefined,
  all: () => true,
};

/** The invitation has not led anywhere yet, and nobody has revoked it. */
function isOpen({ acceptedAt, bouncedAt, revokedAt }: Result): boolean {
  return [acceptedAt, bouncedAt, revokedAt].every((at) => at === undefined);
}

/**
 * The statuses of people whom the mail did not reach, as far as is known. `delayed` is one of them: the receiving
 * server has not accepted the mail.
 */
const LOST = ["failed", "suppressed", "member", "withdrawn", "delayed"];

const isLost = (status: string): boolean => LOST.includes(status);

/** Whether the recipient has one of these outcomes. */
export function hasOutcome(result: Result, outcomes: readonly Outcome[]): boolean {
  return outcomes.some((outcome) => RULES[outcome](result));
}
