/** What an admin reads after "Unblock". `by_hand`: the mail provider does not let this deployment change its list. */
export type Unblocking =
  | { ok: true }
  | { ok: false; reason: "by_hand" }
  | { ok: false; reason: "no_answer" }
  | { ok: false; reason: "rate_limited"; retryAfterSeconds: number };
