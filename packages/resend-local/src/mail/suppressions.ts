import { randomUUID } from "node:crypto";
import { ApiError } from "../api/errors";
import { Changes } from "../changes";
import { addressOf } from "./address";
import type { Email } from "./email";
import type { EventDetails, EventType } from "./events";

export const ORIGINS = ["bounce", "complaint", "manual"] as const;
export type Origin = (typeof ORIGINS)[number];

export type Suppression = {
  id: string;
  email: string;
  origin: Origin;
  /** The email that bounced or was reported as spam. */
  sourceId: string | null;
  createdAt: Date;
};

export type SuppressionEvent = { type: "suppression.added" | "suppression.removed"; about: Suppression };

/**
 * The addresses that Resend no longer delivers to, because an email to them bounced permanently or was reported as
 * spam. Source: https://resend.com/docs/dashboard/emails/email-suppressions
 */
export class Suppressions extends Changes {
  private readonly byAddress = new Map<string, Suppression>();

  /** @param report called when an address is added to the list or removed from it */
  constructor(private readonly report: (event: SuppressionEvent) => void) {
    super();
  }

  /** The suppressions, newest first. */
  list(origin?: Origin): Suppression[] {
    const all = [...this.byAddress.values()].toReversed();
    return origin ? all.filter((one) => one.origin === origin) : all;
  }

  /** Whether one of the email's recipients is on the list. */
  stops({ to }: Pick<Email, "to">): boolean {
    return to.some((recipient) => this.byAddress.has(keyOf(recipient)));
  }

  /** Adds an address. An address that is on the list already keeps its row. */
  add(address: string, origin: Origin, sourceId: string | null = null): Suppression {
    const email = keyOf(address);
    const known = this.byAddress.get(email);
    if (known) return known;
    const added = { id: randomUUID(), email, origin, sourceId, createdAt: new Date() };
    this.byAddress.set(email, added);
    this.changed();
    this.report({ type: "suppression.added", about: added });
    return added;
  }

  /** Adds the email's recipients if this event means that they cannot be mailed, or do not want to be. */
  learnFrom({ id, to }: Pick<Email, "id" | "to">, type: EventType, { bounce }: EventDetails): void {
    const origin = originOf(type, bounce?.type);
    if (origin) for (const recipient of to) this.add(recipient, origin, id);
  }

  /** @throws ApiError `not_found` */
  get(idOrEmail: string): Suppression {
    const key = keyOf(idOrEmail);
    const found = this.byAddress.get(key) ?? this.list().find(({ id }) => id === key);
    if (!found) throw new ApiError("not_found", "Suppression not found");
    return found;
  }

  /** Removes an address from the list, so that it is mailed again. @throws ApiError `not_found` */
  remove(idOrEmail: string): Suppression {
    const removed = this.get(idOrEmail);
    this.byAddress.delete(removed.email);
    this.changed();
    this.report({ type: "suppression.removed", about: removed });
    return removed;
  }
}

const keyOf = (address: string): string => (addressOf(address) ?? address).toLowerCase();

/** Only a permanent bounce counts, because a temporary cause, such as a full mailbox, may be gone tomorrow. */
function originOf(type: EventType, bounce: string | undefined): Origin | null {
  if (type === "email.complained") return "complaint";
  return type === "email.bounced" && bounce === "Permanent" ? "bounce" : null;
}

/** A suppression in Resend's shape; webhooks send the same. */
export const shown = ({ id, email, origin, sourceId, createdAt }: Suppression) => ({
  id,
  email,
  origin,
  source_id: sourceId,
  created_at: createdAt.toISOString(),
});
