/**
 * The data for the action that mails a link, and the functions that record its result. This is separate from the code
 * of the exchange, which would otherwise evaluate mail/pace.ts in each call.
 */
import type { Letter } from "@latchkey/login-links/convex";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Role } from "../../../lib/roles";
import { internalMutation } from "../../functions";
import { HURRY, noteRequest } from "../../mail/pace";
import { mailLink } from "../../mail/queue";
import type { SavedBrand } from "../brand/validator";
import { audit } from "../audit";
import { getBrandRow } from "../brand/row";
import { noteDelivered } from "../blockedAddresses";
import { reportMails, reportRefusal } from "../mailReports";
import { grantOf } from "./grants";
import { links } from "./links";
import { mailEvent, noteMail, noteNotMailed } from "./mailState";

/** The content of a link's mail, the role that the link gives to an invited colleague, and the saved brand. */
export type LetterToMail = Letter & { grantsRole: Role | null; brand: SavedBrand | null };

/** Returns the mail to send now, and counts it against the provider's rate limit. Null if the link no longer works. */
export const begin = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }): Promise<LetterToMail | null> => {
    const letter: Letter | null = await ctx.runMutation(internal.loginLinks.letter, { linkId });
    if (!letter) return null;
    await noteRequest(ctx);
    const grantsRole = await grantOf(ctx, { _id: linkId, purpose: letter.purpose });
    return { ...letter, grantsRole, brand: await getBrandRow(ctx) };
  },
});

/**
 * Queues a mail again that the provider refused because of its rate limit. The mail waits in the queue, because a
 * waiting action would occupy a worker.
 */
export const tryLater = internalMutation({
  args: { linkId: v.id("loginLinks"), refusals: v.number() },
  handler: (ctx, { linkId, refusals }) => mailLink(ctx, linkId, { wait: HURRY.waitMs, refusals }),
});

export const markMailed = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }) => {
    await links.markMailed(ctx, linkId);
    await noteMail(ctx, linkId, "sent", Date.now());
    const link = await ctx.db.get("loginLinks", linkId);
    if (link) await reportMails(ctx, [{ email: link.email, outcome: "sent" }]);
  },
});

export const markNotMailed = internalMutation({
  args: { linkId: v.id("loginLinks"), why: v.string() },
  handler: async (ctx, { linkId, why }) => {
    const link = await links.markNotMailed(ctx, linkId, why);
    await noteNotMailed(ctx, linkId);
    if (!link) return;
    await audit(ctx, "link.notMailed", {
      actor: link.mintedBy,
      subject: link.email,
      details: { linkId, why },
    });
  },
});

/**
 * Records that the provider will never accept this mail. The page that waits for the mail still shows it as queued,
 * because the mail may be sent again.
 */
export const markRefused = internalMutation({
  args: { linkId: v.id("loginLinks"), error: v.string() },
  handler: async (ctx, { linkId, error }) => {
    await reportRefusal(ctx, error);
    const link = await links.markNotMailed(ctx, linkId, error);
    if (!link) return;
    const details = { linkId, why: error };
    await audit(ctx, "link.notMailed", { actor: link.mintedBy, subject: link.email, details });
  },
});

/** Applies an event from the provider about a link's mail. The caller has checked its signature. */
export const receive = internalMutation({
  args: { link: v.string(), event: mailEvent, at: v.number() },
  handler: async (ctx, { link, event, at }) => {
    const linkId = ctx.db.normalizeId("loginLinks", link);
    if (!linkId) return;
    await noteMail(ctx, linkId, event, at);
    const mailed = event === "delivered" ? await ctx.db.get("loginLinks", linkId) : null;
    if (mailed) await noteDelivered(ctx, mailed.email, at);
  },
});
