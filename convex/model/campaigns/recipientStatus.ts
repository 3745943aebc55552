import type { Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { deliveryEvent, recipientStatus } from "../../validators";
import { addressDomain } from "../../../lib/address-domain";

export type RecipientStatus = Infer<typeof recipientStatus>;
export type DeliveryEvent = Infer<typeof deliveryEvent>;

/**
 * The rank of each status. An event only changes the status to one of higher rank, so a late `delivered` never hides a
 * `complained`.
 */
export const RANK: Record<RecipientStatus, number> = {
  queued: 0,
  claimed: 1,
  withdrawn: 2,
  member: 3,
  sent: 4,
  delayed: 5,
  delivered: 6,
  opened: 7,
  clicked: 8,
  failed: 9,
  suppressed: 10,
  bounced: 11,
  complained: 12,
};

/** The field that stores the time of each event. If an event is reported several times, the earliest time is kept. */
const TIMES = {
  sent: "sentAt",
  delayed: "delayedAt",
  delivered: "deliveredAt",
  opened: "openedAt",
  clicked: "clickedAt",
  bounced: "bouncedAt",
  complained: "complainedAt",
  failed: "failedAt",
  suppressed: "suppressedAt",
  accepted: "acceptedAt",
} as const satisfies Record<DeliveryEvent, keyof Doc<"recipients">>;

export interface Applied {
  patch: Partial<Doc<"recipients">>;
  /**
   * Changes to the hourly counters. A known event changes nothing and a new event adds 1. If an event is reported with
   * an earlier time, its count moves: -1 at the old time and +1 at the new one.
   */
  counted: { at: number; by: 1 | -1 }[];
}

/** How an event changes a recipient. Applying it again, or in another order, gives the same result. */
export function apply(
  recipient: Doc<"recipients">,
  event: { type: DeliveryEvent; at: number; details?: string },
): Applied {
  const field = TIMES[event.type];
  const known = recipient[field];
  const patch: Partial<Doc<"recipients">> = {};
  const isEarliest = known === undefined || event.at < known;
  if (isEarliest) patch[field] = event.at;
  if (event.type === "sent" && known === undefined) patch.domain = addressDomain(recipient.email);
  if (event.type !== "accepted" && RANK[event.type] > RANK[recipient.status]) patch.status = event.type;
  const status = patch.status ?? recipient.status;
  if (isEarliest && status === event.type && isTrouble(status)) patch.error = event.details;
  return { patch, counted: isEarliest ? moved(known, event.at) : [] };
}

/** Whether a recipient with this status needs its `error` shown as an explanation. */
function isTrouble(status: RecipientStatus): boolean {
  return status === "failed" || status === "bounced";
}

function moved(from: number | undefined, to: number): Applied["counted"] {
  return [...(from === undefined ? [] : [{ at: from, by: -1 as const }]), { at: to, by: 1 }];
}
