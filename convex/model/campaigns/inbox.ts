/**
 * The inbox, where email events wait for the projector. It is a separate file, because the exchange stores an event and
 * should not have to evaluate the projector.
 */
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DeliveryEvent } from "./recipientStatus";

interface IncomingEvent {
  eventId: string;
  type: DeliveryEvent;
  recipientId: Id<"recipients">;
  at: number;
}

/**
 * Stores an event that can come only once, so it does not look for a duplicate. It reads nothing, because the exchange
 * calls it and must not conflict with other transactions.
 */
export async function receiveOnce(ctx: MutationCtx, event: IncomingEvent): Promise<void> {
  await ctx.db.insert("deliveryEvents", { ...event, isApplied: false });
  await wakeProjector(ctx);
}

export async function wakeProjector(ctx: MutationCtx): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.deliveryEvents.wake, {});
}
