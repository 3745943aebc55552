import { parseEmailAddress, plainText } from "@latchkey/login-links/http";
import type { BlockReason } from "../model/blockedAddresses";
import { asObject, asText, type Fields, parsed, timeOf } from "./fields";

/** What a webhook says about addresses that the provider does not deliver to. */
export interface BlockNews {
  emails: string[];
  /** Null if the provider delivers to these addresses again. */
  reason: BlockReason | null;
  at: number;
  details?: string;
}

const MAX_DETAILS = 500;
/** A generous limit, because each of our emails has one recipient. */
const MAX_ADDRESSES = 50;

/** Our reason for each of Resend's reasons for suppressing an address. */
const ORIGINS: Record<string, BlockReason> = { bounce: "bounced", complaint: "complained", manual: "manual" };

/** Reads the body of a signed event. Null if the event neither blocks nor unblocks an address. */
export function readBlock(body: string): BlockNews | null {
  const { type, created_at, data: fields } = asObject(parsed(body));
  const data = asObject(fields);
  const reason = reasonIn(asText(type), data);
  if (reason === undefined) return null;
  const emails = addressesIn(data);
  if (emails.length === 0) return null;
  const message = asText(asObject(data.bounce).message) ?? asText(asObject(data.suppressed).message);
  return { emails, reason, at: timeOf(created_at), details: message && plainText(message, MAX_DETAILS) };
}

function reasonIn(type: string | undefined, { bounce, origin }: Fields): BlockReason | null | undefined {
  switch (type) {
    case "email.complained":
      return "complained";
    case "email.suppressed":
      return "suppressed";
    case "email.bounced":
      return isHard(asObject(bounce)) ? "bounced" : undefined;
    case "suppression.added":
      return ORIGINS[asText(origin) ?? ""] ?? "suppressed";
    case "suppression.removed":
      return null;
    default:
      return undefined;
  }
}

/**
 * Whether a bounce is hard. After a bounce that Resend calls transient or undetermined, it keeps delivering to the
 * address.
 */
const isHard = ({ type }: Fields): boolean => !/transient|undetermined/i.test(asText(type) ?? "");

/**
 * The addresses of an event. An event about an email has the recipients in `to`; an event about the list has one in
 * `email`.
 */
function addressesIn({ to, email }: Fields): string[] {
  const named = [to, email].flat().slice(0, MAX_ADDRESSES).map(asText);
  return named
    .map((text) => text && parseEmailAddress(text))
    .filter((address) => typeof address === "string");
}
