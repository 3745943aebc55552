import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

export type Writer = Doc<"campaignCounts">["writer"];
export type Counts = Record<string, number>;

const HOUR = 3_600_000;
/** 60 days of two writers. */
const MAX_HOUR_ROWS = 60 * 24 * 2;

/** Adds to a campaign's counters, in the row of its writer. */
export async function count(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  writer: Writer,
  delta: Counts,
): Promise<void> {
  if (Object.values(delta).every((by) => by === 0)) return;
  const row = await countsRow(ctx, campaignId, writer);
  if (row) await ctx.db.patch("campaignCounts", row._id, { counts: sum(row.counts, delta) });
  else await ctx.db.insert("campaignCounts", { campaignId, writer, counts: delta });
}

/** All counters of a campaign, summed over their writers. */
export async function countsOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Counts> {
  const rows = await ctx.db
    .query("campaignCounts")
    .withIndex("by_campaign_and_writer", (q) => q.eq("campaignId", campaignId))
    .take(8);
  return rows.reduce<Counts>((total, row) => sum(total, row.counts), {});
}

/** Adds to the chart's hour, as `hourOf` names it. */
export async function countInHour(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  { writer, hour }: { writer: Writer; hour: number },
  delta: Counts,
): Promise<void> {
  const row = await ctx.db
    .query("campaignHours")
    .withIndex("by_campaign_and_hour_and_writer", (q) =>
      q.eq("campaignId", campaignId).eq("hour", hour).eq("writer", writer),
    )
    .unique();
  if (row) await ctx.db.patch("campaignHours", row._id, { counts: sum(row.counts, delta) });
  else await ctx.db.insert("campaignHours", { campaignId, hour, writer, counts: delta });
}

/** When the hour began in which something happened. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}

/** What happened hour by hour, oldest first, summed over the writers. */
export async function hoursOf(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
): Promise<{ hour: number; counts: Counts }[]> {
  const rows = await ctx.db
    .query("campaignHours")
    .withIndex("by_campaign_and_hour_and_writer", (q) => q.eq("campaignId", campaignId))
    .take(MAX_HOUR_ROWS);
  const hours = new Map<number, Counts>();
  for (const { hour, counts } of rows) hours.set(hour, sum(hours.get(hour) ?? {}, counts));
  return [...hours].map(([hour, counts]) => ({ hour, counts }));
}

export function sum(a: Counts, b: Counts): Counts {
  const total = { ...a };
  for (const [name, by] of Object.entries(b)) total[name] = (total[name] ?? 0) + by;
  return total;
}

function countsRow(ctx: QueryCtx, campaignId: Id<"campaigns">, writer: Writer) {
  return ctx.db
    .query("campaignCounts")
    .withIndex("by_campaign_and_writer", (q) => q.eq("campaignId", campaignId).eq("writer", writer))
    .unique();
}
