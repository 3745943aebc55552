import { v } from "convex/values";
import { publicMutation, publicQuery } from "./functions";
import { peekUnsubscribe, subscriberOf, resubscribe, unsubscribe } from "./model/campaigns/unsubscribe";

const signedLink = { recipient: v.string(), signature: v.string() };

/**
 * The masked address that an unsubscribe link is for, whether it is suppressed, and whether the person can undo that.
 * Null if we did not make the link.
 */
export const peek = publicQuery({
  args: signedLink,
  handler: async (ctx, args) => {
    const subscriber = await subscriberOf(ctx, args);
    return subscriber && peekUnsubscribe(ctx, subscriber);
  },
});

export const confirm = publicMutation({
  args: signedLink,
  handler: async (ctx, args) => {
    const subscriber = await subscriberOf(ctx, args);
    if (subscriber) await unsubscribe(ctx, subscriber);
    return { ok: subscriber !== null };
  },
});

export const undo = publicMutation({
  args: signedLink,
  handler: async (ctx, args) => {
    const subscriber = await subscriberOf(ctx, args);
    return { ok: subscriber !== null && (await resubscribe(ctx, subscriber)) };
  },
});
