/** Where events about emails wait for the projector. Apart from it, because the exchange brings one and must not evaluate the rest. */
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

/** Keeps an event that comes once. The exchange brings it, which must not wait for anybody: it looks at nothing. */
export async function receiveOnce(ctx: MutationCtx, event: IncomingEvent): Promise<void> {
  await ctx.db.insert("deliveryEvents", { ...event, isApplied: false });
  await wakeProjector(ctx);
}

export async function wakeProjector(ctx: MutationCtx): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.deliveryEvents.wake, {});
}
