import { env } from "../_generated/server";

/** Resend's own sink, which every deployment may mail: `delivered@resend.dev`, also with a `+label`. */
const SINK = /^delivered(\+[^@]*)?@resend\.dev$/;

const REASON = "MAIL_ALLOW_LIST does not name this address: this deployment mails only those it names.";

/**
 * Why this address is not mailed, or null. With MAIL_ALLOW_LIST, which every preview has, a deployment mails the addresses and
 * domains in it and nobody else: it may hold real addresses, and its mail would be about nothing real.
 */
export function whyNotMailed(email: string): string | null {
  if (env.MAIL_ALLOW_LIST === undefined || SINK.test(email)) return null;
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const allowed = env.MAIL_ALLOW_LIST.split(",").map((one) => one.trim().toLowerCase());
  return allowed.includes(email) || allowed.includes(domain) ? null : REASON;
}
