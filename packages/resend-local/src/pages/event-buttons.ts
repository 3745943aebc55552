import { type z } from "zod";
import { type eventRequest } from "../mail/events";

type Button = { label: string; request: z.input<typeof eventRequest> };

/** The events that a person can report about an email, with everyday words for the buttons. */
export const EVENT_BUTTONS: Record<string, Button> = {
  delivered: { label: "Delivered", request: { type: "email.delivered" } },
  opened: { label: "Opened", request: { type: "email.opened" } },
  clicked: { label: "Clicked", request: { type: "email.clicked" } },
  delayed: { label: "Delayed", request: { type: "email.delivery_delayed" } },
  bounced: { label: "Bounced for good", request: { type: "email.bounced" } },
  "mailbox-full": {
    label: "Bounced, mailbox full",
    request: {
      type: "email.bounced",
      bounce: {
        type: "Transient",
        subType: "MailboxFull",
        message: "The recipient's inbox is full: 452 4.2.2 over quota.",
      },
    },
  },
  complained: { label: "Marked as spam", request: { type: "email.complained" } },
  failed: { label: "Failed", request: { type: "email.failed" } },
  suppressed: { label: "Suppressed", request: { type: "email.suppressed" } },
};
