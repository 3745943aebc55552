import { v } from "convex/values";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { deliveryEvent } from "../../validators";
import { OUTCOMES, reportMails, reportRefusal } from "../mailReports";

/** Reports an event from the provider about a link's mail. An event that comes several times is counted once. */
export const receive = internalMutation({
  args: { eventId: v.string(), link: v.string(), event: deliveryEvent },
  handler: async (ctx, { eventId, link: id, event }): Promise<void> => {
    const linkId = ctx.db.normalizeId("loginLinks", id);
    const link = linkId && (await ctx.db.get("loginLinks", linkId));
    if (!link || (await isKnown(ctx, eventId))) return;
    const outcome = OUTCOMES[event];
    const mails = outcome ? [{ email: link.email, outcome }] : [];
    await reportMails(ctx, mails, { eventId, isEvent: true });
  },
});

async function isKnown(ctx: MutationCtx, eventId: string): Promise<boolean> {
  const row = await ctx.db
    .query("mailReports")
    .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
    .first();
  return row !== null;
}

/** Lets an action report that the provider refused a request or did not answer. */
export const refused = internalMutation({
  args: { error: v.string() },
  handler: (ctx, { error }): Promise<void> => reportRefusal(ctx, error),
});
