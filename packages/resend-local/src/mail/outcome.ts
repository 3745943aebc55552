import { addressOf } from "./address";
import type { Email } from "./email";
import type { EventType } from "./events";

/**
 * What happens to an email to Resend's test addresses; a label after `+` distinguishes tests. Source:
 * https://resend.com/docs/dashboard/emails/send-test-emails
 */
const EVENTS_BY_TEST_ADDRESS: Record<string, EventType[]> = {
  delivered: ["email.sent", "email.delivered"],
  bounced: ["email.sent", "email.bounced"],
  complained: ["email.sent", "email.delivered", "email.complained"],
  suppressed: ["email.suppressed"],
};

const USUAL: EventType[] = ["email.sent", "email.delivered"];

/** The events that happen automatically. The first recipient that is a test address determines them. */
export function outcomeOf(email: Email): EventType[] {
  for (const recipient of email.to) {
    const [local = "", domain] = (addressOf(recipient) ?? "").toLowerCase().split("@");
    const events = EVENTS_BY_TEST_ADDRESS[local.split("+")[0] ?? ""];
    if (domain === "resend.dev" && events) return events;
  }
  return USUAL;
}
