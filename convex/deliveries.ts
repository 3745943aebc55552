import { v } from "convex/values";
import { internalMutation } from "./functions";
import { project as projectEvents, receive as receiveEvent, wakeUp } from "./model/campaigns/deliveryEvents";
import { deliveryEvent } from "./validators";

/** A webhook's event whose signature has been checked. One without a recipient of ours is let go. */
export const receive = internalMutation({
  args: {
    eventId: v.string(),
    type: deliveryEvent,
    recipient: v.string(),
    at: v.number(),
    details: v.optional(v.string()),
  },
  handler: async (ctx, { recipient, ...event }) => {
    const recipientId = ctx.db.normalizeId("recipients", recipient);
    if (recipientId) await receiveEvent(ctx, { ...event, recipientId });
  },
});

export const wake = internalMutation({ args: {}, handler: (ctx) => wakeUp(ctx) });

export const project = internalMutation({
  args: { upTo: v.optional(v.number()) },
  handler: (ctx, { upTo }) => projectEvents(ctx, upTo),
});
