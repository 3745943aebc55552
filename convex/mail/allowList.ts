import { NOT_ON_ALLOW_LIST } from "../../lib/messages/allow-list";
import { env } from "../_generated/server";
import { addressDomain } from "../../lib/address-domain";

/** Resend's own test address, which every deployment may mail: `delivered@resend.dev`, also with a `+label`. */
const SINK = /^delivered(\+[^@]*)?@resend\.dev$/;

/**
 * The reason why this address must not get mail, or null. If MAIL_ALLOW_LIST is set, only the addresses and domains in
 * it get mail. Every preview deployment sets it, because its data may contain real addresses, whose owners must not get
 * test mail.
 */
export function whyNotMailed(email: string): string | null {
  if (env.MAIL_ALLOW_LIST === undefined || SINK.test(email)) return null;
  const domain = addressDomain(email);
  const allowed = env.MAIL_ALLOW_LIST.split(",").map((one) => one.trim().toLowerCase());
  return allowed.includes(email) || allowed.includes(domain) ? null : NOT_ON_ALLOW_LIST;
}
