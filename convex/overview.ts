/** Queries for the admins' overview. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "./functions";
import { signInsByDay } from "./model/overview/signIns";
import { providerState, stoppedCampaigns } from "./model/overview/state";

/**
 * Sign-ins of the last 30 days. `today` is the number of whole days since 1970. The caller passes it, because a query
 * must not read the clock.
 */
export const signIns = adminQuery({
  args: { today: v.number() },
  handler: (ctx, { today }) => signInsByDay(ctx, Math.floor(today)),
});

/**
 * Mails of the last 30 days by receiving domain, sorted by the number of sent mails or of problems, the highest first.
 * Sorted by problems, domains without problems are left out.
 */
export const mailDomains = adminQuery({
  args: {
    order: v.union(v.literal("sent"), v.literal("problems")),
    paginationOpts: paginationOptsValidator,
  },
  handler: async (ctx, { order, paginationOpts }) => {
    const domains = ctx.db.query("mailDomains");
    const found = await (
      order === "sent"
        ? domains.withIndex("by_sent")
        : domains.withIndex("by_problems", (q) => q.gt("problems", 0))
    )
      .order("desc")
      .paginate(paginationOpts);
    return { ...found, page: found.page.map(({ _id, domain, counts }) => ({ id: _id, domain, ...counts })) };
  },
});

/** Campaigns that were stopped by the backend, and the state of the mail provider and its webhook. */
export const state = adminQuery({
  args: {},
  handler: async (ctx) => ({ stopped: await stoppedCampaigns(ctx), provider: await providerState(ctx) }),
});
