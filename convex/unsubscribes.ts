import { v } from "convex/values";
import { publicMutation, publicQuery } from "./functions";
import { peekUnsubscribe, recipientOf, resubscribe, unsubscribe } from "./model/unsubscribing";

const signedLink = { recipient: v.string(), signature: v.string() };

/** Whom an unsubscribe link is for, masked, and how things stand; null when it is not one of ours. */
export const peek = publicQuery({
  args: signedLink,
  handler: async (ctx, args) => {
    const recipient = await recipientOf(ctx, args);
    return recipient && peekUnsubscribe(ctx, recipient);
  },
});

export const confirm = publicMutation({
  args: signedLink,
  handler: async (ctx, args) => {
    const recipient = await recipientOf(ctx, args);
    if (recipient) await unsubscribe(ctx, recipient);
    return { ok: recipient !== null };
  },
});

export const undo = publicMutation({
  args: signedLink,
  handler: async (ctx, args) => {
    const recipient = await recipientOf(ctx, args);
    return { ok: recipient !== null && (await resubscribe(ctx, recipient)) };
  },
});
