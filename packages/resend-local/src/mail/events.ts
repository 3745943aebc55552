import { z } from "zod";

/** The events that Resend reports for one email. */
const EVENT_TYPES = [
  "email.sent",
  "email.delivered",
  "email.delivery_delayed",
  "email.opened",
  "email.clicked",
  "email.bounced",
  "email.complained",
  "email.failed",
  "email.suppressed",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const details = {
  bounce: z.object({ type: z.string(), subType: z.string(), message: z.string() }),
  click: z.object({ link: z.string(), ipAddress: z.string(), timestamp: z.string(), userAgent: z.string() }),
  failed: z.object({ reason: z.string() }),
  suppressed: z.object({ type: z.string(), message: z.string() }),
};

/** An event's data in addition to the email's own; the fields are Resend's. */
export type EventDetails = { [K in keyof typeof details]?: z.infer<(typeof details)[K]> };

/** `POST /emails/:id/events`: missing details are filled in; `times` sends the same message again. */
export const eventRequest = z.object({
  type: z.enum(EVENT_TYPES),
  times: z.number().int().min(1).max(100).default(1),
  bounce: details.bounce.partial().optional(),
  click: details.click.partial().optional(),
  failed: details.failed.partial().optional(),
  suppressed: details.suppressed.partial().optional(),
});

export type EventRequest = z.infer<typeof eventRequest>;

/** The details that Resend sends with this type of event; `given` overrides the defaults. */
export function detailsOf(given: EventRequest, firstLink: string): EventDetails {
  switch (given.type) {
    case "email.bounced":
      return { bounce: { ...USUAL_BOUNCE, ...given.bounce } };
    case "email.clicked":
      return { click: { ...usualClick(firstLink), ...given.click } };
    case "email.failed":
      return { failed: { reason: "reached_daily_quota", ...given.failed } };
    case "email.suppressed":
      return { suppressed: { ...USUAL_SUPPRESSION, ...given.suppressed } };
    default:
      return {};
  }
}

const USUAL_BOUNCE = {
  type: "Permanent",
  subType: "General",
  message: "The recipient's email provider sent a hard bounce message: 550 5.1.1 user unknown.",
};

const USUAL_SUPPRESSION = {
  type: "OnAccountSuppressionList",
  message: "The recipient's address is on the suppression list of this account.",
};

function usualClick(link: string) {
  return {
    link,
    ipAddress: "192.0.2.1",
    timestamp: new Date().toISOString(),
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) Mailbox/1.0",
  };
}
