import { plainText } from "@latchkey/login-links/http";
import { asObject, asText, type Fields, parsed, timeOf } from "./fields";
import type { DeliveryEvent } from "../model/campaigns/recipientStatus";

/** The event types of Resend that concern an email. */
const TYPES: Record<string, DeliveryEvent> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.delivery_delayed": "delayed",
  "email.opened": "opened",
  "email.clicked": "clicked",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
  "email.suppressed": "suppressed",
};

export interface WebhookEvent {
  type: DeliveryEvent;
  /** The id that we put into the email's tags: the id of a campaign's recipient, or of a login link. */
  about: { recipient: string } | { link: string };
  at: number;
  details?: string;
}

const MAX_DETAILS = 500;

/**
 * Reads a webhook's event about one of our emails. Null if the body is not JSON or the event is about something else.
 */
export function readEvent(body: string): WebhookEvent | null {
  const { type: name, created_at, data } = asObject(parsed(body));
  const { tags, bounce, failed } = asObject(data);
  const about = aboutOf(tagsOf(tags));
  const type = typeOf(asText(name), asObject(bounce));
  if (!type || !about) return null;
  // The text comes from somebody else's mail server, so it is untrusted.
  const details = asText(asObject(bounce).message) ?? asText(asObject(failed).reason);
  return { type, about, at: timeOf(created_at), details: details && plainText(details, MAX_DETAILS) };
}

function aboutOf({ recipient_id, link_id }: Fields): WebhookEvent["about"] | null {
  const [recipient, link] = [asText(recipient_id), asText(link_id)];
  if (recipient) return { recipient };
  return link ? { link } : null;
}

/**
 * A bounce that Resend calls transient counts as a delay, because a mailbox that is full today may accept mail
 * tomorrow.
 */
function typeOf(name: string | undefined, bounce: Fields): DeliveryEvent | undefined {
  if (name === "email.bounced" && /transient/i.test(asText(bounce.type) ?? "")) return "delayed";
  return name !== undefined && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
}

/**
 * The tags of an event as one object. We send tags as a list of pairs. Resend's documentation shows both a list and an
 * object in events, so this reads both.
 */
function tagsOf(tags: unknown): Fields {
  if (!Array.isArray(tags)) return asObject(tags);
  return Object.fromEntries(tags.map(asObject).map(({ name, value }) => [String(name), value]));
}
