/**
 * The accepted rate of each campaign, in a table that an index can sort. The rate is copied from the counters every few
 * minutes, because a row that every acceptance wrote would make acceptances conflict.
 */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { internalAction, internalMutation, internalQuery } from "../../functions";
import { DAY } from "../time";
import type { Campaign } from "./campaign";
import { type Counts, countsOf } from "./counts";
import { rateRow } from "./listed";

const CHUNK = 50;
/** An invite lives for at most 60 days, and its campaign may be sent again for a while. */
const MOVES_FOR = 90 * DAY;

/** The share of the mailed people who have accepted, from 0 to 1; null if nobody was mailed. */
export function rateOf({ sent = 0, accepted = 0 }: Counts): number | null {
  return sent === 0 ? null : accepted / sent;
}

/**
 * Copies the rates of the campaigns that people may still accept. A cron job calls this. It reads in queries and writes
 * only what has changed, because a mutation that read the counters would conflict with the sending.
 */
export const refresh = internalAction({
  args: {},
  handler: async (ctx): Promise<void> => {
    const since = Date.now() - MOVES_FOR;
    let cursor: string | null = null;
    for (;;) {
      const args: { since: number; cursor: string | null } = { since, cursor };
      const found: Changed = await ctx.runQuery(internal.model.campaigns.rates.changed, args);
      if (found.rates.length > 0)
        await ctx.runMutation(internal.model.campaigns.rates.store, { rates: found.rates });
      if (found.cursor === null) return;
      cursor = found.cursor;
    }
  },
});

const rate = v.object({ campaignId: v.id("campaigns"), rate: v.number() });
type Changed = { rates: { campaignId: Campaign["_id"]; rate: number }[]; cursor: string | null };

/** The rates of one chunk of campaigns that differ from the stored ones, and where the next chunk begins. */
export const changed = internalQuery({
  args: { since: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { since, cursor }): Promise<Changed> => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("campaigns")
      .withIndex("by_isArchived_and_reminderNumber_and_launchedAt", (q) =>
        q.eq("isArchived", undefined).eq("reminderNumber", undefined).gt("launchedAt", since),
      )
      .paginate({ numItems: CHUNK, cursor });
    const rates = await Promise.all(page.map((campaign) => newRate(ctx, campaign)));
    return { rates: rates.filter((one) => one !== null), cursor: isDone ? null : continueCursor };
  },
});

export const store = internalMutation({
  args: { rates: v.array(rate) },
  handler: async (ctx, { rates }): Promise<void> => {
    for (const { campaignId, rate } of rates) {
      const campaign = await ctx.db.get("campaigns", campaignId);
      if (campaign) await storeRate(ctx, campaign, rate);
    }
  },
});

/** Stores the current rate of a campaign, if it has one. */
export async function enterRate(ctx: MutationCtx, campaign: Campaign): Promise<void> {
  const now = rateOf(await countsOf(ctx, campaign._id));
  if (now !== null) await storeRate(ctx, campaign, now);
}

async function storeRate(
  ctx: MutationCtx,
  { _id, isArchived = false }: Campaign,
  rate: number,
): Promise<void> {
  const row = await rateRow(ctx, _id);
  if (row) await ctx.db.patch("campaignRates", row._id, { rate, isArchived });
  else await ctx.db.insert("campaignRates", { campaignId: _id, isArchived, rate });
}

async function newRate(ctx: QueryCtx, { _id }: Campaign): Promise<Changed["rates"][number] | null> {
  const [counts, row] = await Promise.all([countsOf(ctx, _id), rateRow(ctx, _id)]);
  const now = rateOf(counts);
  return now === null || now === row?.rate ? null : { campaignId: _id, rate: now };
}
