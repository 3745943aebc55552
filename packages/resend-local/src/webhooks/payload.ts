import type { Email, EmailEvent } from "../mail/email";
import { shown, type SuppressionEvent } from "../mail/suppressions";

/** The body of a webhook, in Resend's shape. Source: https://resend.com/docs/webhooks/event-types */
export function payloadOf(email: Email, event: EmailEvent): string {
  return JSON.stringify({
    type: event.type,
    created_at: event.at.toISOString(),
    data: {
      created_at: email.createdAt.toISOString(),
      email_id: email.id,
      message_id: email.messageId,
      from: email.from,
      to: email.to,
      subject: email.subject,
      ...(email.tags.length > 0 && {
        tags: Object.fromEntries(email.tags.map((tag) => [tag.name, tag.value])),
      }),
      ...event.details,
    },
  });
}

/** The body of a webhook about the list of suppressions. */
export function suppressionPayload({ type, about }: SuppressionEvent): string {
  return JSON.stringify({ type, created_at: new Date().toISOString(), data: shown(about) });
}
