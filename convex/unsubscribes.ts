import { v } from "convex/values";
import { publicMutation, publicQuery } from "./functions";
import { peekUnsubscribe, subscriberOf, resubscribe, unsubscribe } from "./model/campaigns/unsubscribe";

const signedLink = { recipient: v.string(), signature: v.string() };

/** Whom an unsubscribe link is for, masked, and how things stand; null when it is not one of ours. */
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
