/** Every sentence that a person may read. Replace them with the option `messages`. */
export const MESSAGES = {
  /** Why an address without an account got no mail, for an admin. */
  strangersMayNotSignUp: "only invited people can sign up",
  tooManyStrangersFromThere: "too many new addresses from this network",
  tooManyStrangersToday: "too many new addresses today",
  /** For the operator: in the log and, once the limit for unsigned calls is used up, as the error. */
  claimMismatch:
    "A visitor's claim was not signed with this deployment's INTERNAL_PROXY_SECRET, or its time is more than two minutes off. " +
    "If it came from your own server, set the same secret on both sides: until then its visitors share one small limit.",
};

export type Messages = typeof MESSAGES;
