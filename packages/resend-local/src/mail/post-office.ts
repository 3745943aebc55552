import { toEmail, type Email, type EmailEvent } from "./email";
import type { NewEmail } from "./email-schema";
import { detailsOf, eventRequest, type EventRequest, type EventType } from "./events";
import type { Inbox } from "./inbox";
import { linksOf } from "./links";
import { outcomeOf } from "./outcome";
import type { Suppressions } from "./suppressions";
import { payloadOf } from "../webhooks/payload";
import type { Webhooks } from "../webhooks/webhooks";
import { newMessageId } from "../webhooks/sign";

/** Accepts emails, and produces the events that happen to emails. */
export class PostOffice {
  private readonly timers = new Set<NodeJS.Timeout>();

  /** @param stepMs the time between two automatic events */
  constructor(
    private readonly inbox: Inbox,
    private readonly webhooks: Webhooks,
    private readonly suppressions: Suppressions,
    private readonly stepMs: number,
  ) {}

  accept(given: NewEmail): Email {
    const email = toEmail(given);
    this.inbox.add(email);
    const outcome: EventType[] = this.suppressions.stops(email) ? ["email.suppressed"] : outcomeOf(email);
    outcome.forEach((type, step) => this.later(email, type, step * this.stepMs));
    return email;
  }

  /** Makes an event happen now. Sends its webhook `times` times, because Resend may deliver a webhook several times. */
  report(email: Email, request: EventRequest): EmailEvent {
    const event: EmailEvent = {
      id: newMessageId(),
      type: request.type,
      at: new Date(),
      details: detailsOf(request, linksOf(email)[0]?.url ?? "https://example.com/"),
      webhook: { state: "off", attempts: 0 },
    };
    email.events.push(event);
    this.inbox.changed();
    for (let i = 0; i < request.times; i++) this.webhooks.send(event, payloadOf(email, event));
    this.suppressions.learnFrom(email, event.type, event.details);
    return event;
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private later(email: Email, type: EventType, ms: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.report(email, eventRequest.parse({ type }));
    }, ms);
    this.timers.add(timer);
  }
}
