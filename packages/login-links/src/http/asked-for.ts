import { maskEmailAddress, parseEmailAddress } from "../shared/email-address.ts";
import type { LinkView } from "../shared/login-link.ts";
import type { Pending } from "./pending-cookie.ts";

type Shown = Pick<Exclude<LinkView, { state: "unknown" }>, "email" | "maskedEmail">;

/** The address that this browser asked for, where the link in hand is for another one; else null. */
export function askedForAnother(pending: Pending | null, { email, maskedEmail }: Shown): string | null {
  const asked = pending?.email ? parseEmailAddress(pending.email) : null;
  if (asked === null) return null;
  const isSame = email === null ? maskEmailAddress(asked) === maskedEmail : asked === email;
  return isSame ? null : asked;
}
