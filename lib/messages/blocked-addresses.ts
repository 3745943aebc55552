/** Admin > Blocked: addresses that the mail provider does not deliver to. */

export const BLOCKED = "Blocked";
export const TITLE = "Blocked addresses";
export const DESCRIPTION =
  "The mail provider does not deliver to these addresses, so their owners get no sign-in emails either.";

export const ADDRESS = "Address";
export const WHY = "Why";
export const SINCE = "Since";
export const ACTIONS = "Actions";

type Reason = "bounced" | "complained" | "suppressed" | "manual";

export const REASONS: Record<Reason, string> = {
  bounced: "Bounced",
  complained: "Reported as spam",
  suppressed: "On the provider's list",
  manual: "Added at the provider",
};

export const UNBLOCK = "Unblock";
export const KEEP_BLOCKED = "Keep it blocked";
export const NOT_UNBLOCKED = "Not unblocked";
export const unblock = (email: string): string => `Unblock ${email}`;
export const unblockTitle = (email: string): string => `Unblock ${email}?`;
export const unblocked = (email: string): string => `${email} gets emails again.`;

/** What to know before unblocking, which depends on the reason. */
export const BEFORE_UNBLOCKING: Record<Reason, string> = {
  bounced:
    "The mailbox did not exist when we last sent an email to it. Unblock it only if you know that it exists now.",
  complained: "The owner reported our email as spam. Unblock it only if they have asked you to.",
  suppressed:
    "The provider has not told us why. Usually an earlier email bounced, or its owner reported it as spam.",
  manual: "Somebody added it at the mail provider.",
};
export const CONSEQUENCE =
  "The provider will deliver sign-in emails to it again. Campaigns still skip it while it is listed under Suppressions.";

export const BY_HAND =
  "Our Resend API key is not allowed to change the list of blocked addresses. Sign in to Resend, open Emails, then Suppressions, " +
  "and remove the address there. Then confirm it here.";
export const I_HAVE_REMOVED_IT = "I have removed it there";

const NO_ANSWER = "The mail provider has not answered. Try again in a minute.";
const tooMany = (seconds: number): string =>
  `You have unblocked many addresses in a short time. Try again in ${Math.ceil(seconds / 60)} min.`;

export function problemOf(
  outcome: { reason: "no_answer" } | { reason: "rate_limited"; retryAfterSeconds: number },
): string {
  return outcome.reason === "rate_limited" ? tooMany(outcome.retryAfterSeconds) : NO_ANSWER;
}

export const NONE_TITLE = "No address is blocked";
export const NONE =
  "An address is listed here when an email to it bounces or is reported as spam, because the mail provider then stops delivering to it.";
export const NO_MATCHES_TITLE = "No matches";
export const NO_MATCHES = "No blocked address begins with that text.";
export const NOT_BLOCKED = "This address is not blocked.";
