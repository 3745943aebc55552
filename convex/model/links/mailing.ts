/** What the action that mails a link asks and reports. Apart from the exchange's module, which would evaluate the pace in each call. */
import { v } from "convex/values";
import { internalMutation } from "../../functions";
import { HURRY, noteRequest } from "../../mail/pace";
import { mailLink } from "../../mail/queue";
import { audit } from "../audit";
import { grantOf } from "./grants";
import { links } from "./links";
import { isRevoked } from "./makers";

/** What the mail is made of, for a request that leaves now. Null once the link is of no use. */
export const begin = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }) => {
    const letter = await links.letter(ctx, linkId, isRevoked);
    if (!letter) return null;
    await noteRequest(ctx);
    return { ...letter, grantsRole: await grantOf(ctx, { _id: linkId, purpose: letter.purpose }) };
  },
});

/** Tries again what the provider was too busy for: in the queue, so that no slot is spent on waiting. */
export const tryLater = internalMutation({
  args: { linkId: v.id("loginLinks"), refusals: v.number() },
  handler: (ctx, { linkId, refusals }) => mailLink(ctx, linkId, { wait: HURRY.waitMs, refusals }),
});

export const markMailed = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: (ctx, { linkId }) => links.markMailed(ctx, linkId),
});

export const markNotMailed = internalMutation({
  args: { linkId: v.id("loginLinks"), why: v.string() },
  handler: async (ctx, { linkId, why }) => {
    const link = await links.markNotMailed(ctx, linkId, why);
    if (!link) return;
    await audit(ctx, "link.notMailed", {
      actor: link.mintedBy,
      subject: link.email,
      details: { linkId, why },
    });
  },
});
