import { maskEmailAddress, parseEmailAddress } from "../shared/email-address.ts";
import type { LinkView } from "../shared/login-link.ts";
import type { Pending } from "./pending-cookie.ts";

/**
 * The address that the code form shows, for its hidden field `for`. Empty if an expired link was renewed, because that
 * address is not revealed.
 */
export const shownAddress = ({ email, isRenewal }: Pending): string => (isRenewal ? "" : email);

/**
 * Whether another tab has requested a link for a different address since this code form was rendered. `shown` is its
 * field `for`.
 */
export function isOfAnotherTab(shown: string | null, pending: Pending): boolean {
  if (shown === null) return false;
  const now = shownAddress(pending);
  return (parseEmailAddress(shown) ?? shown) !== (parseEmailAddress(now) ?? now);
}

type Shown = Pick<Exclude<LinkView, { state: "unknown" }>, "email" | "maskedEmail">;

/** The address that this browser requested a link for, if the opened link is for a different one; otherwise null. */
export function askedForAnother(pending: Pending | null, { email, maskedEmail }: Shown): string | null {
  const asked = pending?.email ? parseEmailAddress(pending.email) : null;
  if (asked === null) return null;
  const isSame = email === null ? maskEmailAddress(asked) === maskedEmail : asked === email;
  return isSame ? null : asked;
}
