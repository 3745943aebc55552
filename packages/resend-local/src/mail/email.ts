import { randomUUID } from "node:crypto";
import type { NewEmail } from "./email-schema";
import type { EventDetails, EventType } from "./events";

/** What happened to the webhook of an event. `off`: no address is set. */
export type Delivery = {
  state: "off" | "waiting" | "delivered" | "gave_up";
  attempts: number;
  lastAnswer?: string;
};

export type EmailEvent = {
  /** The webhook message's `svix-id`. */
  id: string;
  type: EventType;
  at: Date;
  details: EventDetails;
  webhook: Delivery;
};

export type Email = NewEmail & {
  id: string;
  messageId: string;
  createdAt: Date;
  events: EmailEvent[];
};

export function toEmail(given: NewEmail): Email {
  const id = randomUUID();
  return { ...given, id, messageId: `<${id}@mailbox.localhost>`, createdAt: new Date(), events: [] };
}

export function lastEventOf(email: Email): string {
  return email.events.at(-1)?.type.slice("email.".length) ?? "queued";
}

/** Every header that a recipient would see, the sender's own last. */
export function headersOf(email: Email): [string, string][] {
  const listed = (name: string, values: string[]): [string, string][] =>
    values.length > 0 ? [[name, values.join(", ")]] : [];
  return [
    ["From", email.from],
    ["To", email.to.join(", ")],
    ...listed("Cc", email.cc),
    ...listed("Bcc", email.bcc),
    ...listed("Reply-To", email.replyTo),
    ["Subject", email.subject],
    ["Date", email.createdAt.toUTCString()],
    ["Message-ID", email.messageId],
    ...Object.entries(email.headers),
  ];
}
