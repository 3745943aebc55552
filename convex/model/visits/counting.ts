/**
 * Counts visits to links, and judges who made them: lib/link-visits/rule.ts. A cron job runs this. It only reads rows
 * that are at least a few seconds old, so that new rows do not conflict with it.
 */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { judge } from "./judging";
import { addToNetwork } from "./networks";

/** How many visits one call counts. Each takes up to a hundred reads. */
const VISITS = 30;
/** How old a visit must be before it is counted, in ms. Its delivery is reported by then. */
const SETTLED = 5_000;

/** Counts the oldest visits, and schedules the next call until none is left. */
export const count = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const visits = await ctx.db
      .query("linkVisits")
      .withIndex("by_isCounted", (q) => q.eq("isCounted", false).lt("_creationTime", Date.now() - SETTLED))
      .take(VISITS);
    for (const visit of visits) {
      if (visit.kind !== "accepted") await addToNetwork(ctx, visit);
      await ctx.db.patch("linkVisits", visit._id, { isCounted: true });
    }
    await judgeAll(ctx, visits);
    if (visits.length === VISITS) await ctx.scheduler.runAfter(0, internal.model.visits.counting.count, {});
  },
});

async function judgeAll(ctx: MutationCtx, rows: { recipientId: Id<"recipients"> }[]): Promise<void> {
  for (const recipientId of new Set(rows.map((row) => row.recipientId))) await judge(ctx, recipientId);
}

const page = { campaignId: v.id("campaigns"), cursor: v.union(v.string(), v.null()) };

/** Judges all links that a network opened again, page by page. */
export const rejudgeNetwork = internalMutation({
  args: { ...page, network: v.string() },
  handler: async (ctx, { campaignId, network, cursor }): Promise<void> => {
    const visits = await ctx.db
      .query("linkVisits")
      .withIndex("by_campaign_and_network", (q) => q.eq("campaignId", campaignId).eq("network", network))
      .paginate({ cursor, numItems: VISITS });
    await judgeAll(ctx, visits.page);
    if (visits.isDone) return;
    const rest = { campaignId, network, cursor: visits.continueCursor };
    await ctx.scheduler.runAfter(0, internal.model.visits.counting.rejudgeNetwork, rest);
  },
});

/** Judges the links of a receiving domain again, page by page. */
export const rejudgeDomain = internalMutation({
  args: { ...page, domain: v.string() },
  handler: async (ctx, { campaignId, domain, cursor }): Promise<void> => {
    const openings = await ctx.db
      .query("linkOpenings")
      .withIndex("by_campaign_and_domain_and_hasAccepted", (q) =>
        q.eq("campaignId", campaignId).eq("domain", domain),
      )
      .paginate({ cursor, numItems: VISITS });
    await judgeAll(ctx, openings.page);
    if (openings.isDone) return;
    const rest = { campaignId, domain, cursor: openings.continueCursor };
    await ctx.scheduler.runAfter(0, internal.model.visits.counting.rejudgeDomain, rest);
  },
});
