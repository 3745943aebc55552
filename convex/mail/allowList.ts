import { NOT_ON_ALLOW_LIST } from "../../lib/messages/allow-list";
import { env } from "../_generated/server";

/** Resend's own test address, which every deployment may mail: `delivered@resend.dev`, also with a `+label`. */
const SINK = /^delivered(\+[^@]*)?@resend\.dev$/;

/**
 * Why this address gets no mail, or null. If MAIL_ALLOW_LIST is set, as in every preview, only the addresses and
 * domains in it get mail: a preview may hold real addresses, but its mail would be about nothing real.
 */
export function whyNotMailed(email: string): string | null {
  if (env.MAIL_ALLOW_LIST === undefined || SINK.test(email)) return null;
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const allowed = env.MAIL_ALLOW_LIST.split(",").map((one) => one.trim().toLowerCase());
  return allowed.includes(email) || allowed.includes(domain) ? null : NOT_ON_ALLOW_LIST;
}
