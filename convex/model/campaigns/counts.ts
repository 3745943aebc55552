import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { HOUR } from "../time";

export type Writer = Doc<"campaignCounts">["writer"];
export type Counts = Record<string, number>;

/**
 * The number of rows over which each writer spreads its counts. Batches and visitors' requests run in parallel and
 * would conflict on a single row, and a conflict repeats the whole transaction. The other writers need one row
 * each.
 */
const SHARDS: Record<Writer, number> = { audience: 1, sender: 8, projector: 1, visitor: 4, visits: 1 };
const MAX_ROWS = 15;

/** Adds to a campaign's counters, in a row of this writer. */
export async function count(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  writer: Writer,
  delta: Counts,
): Promise<void> {
  if (Object.values(delta).every((by) => by === 0)) return;
  const shard = anyShard(writer);
  const row = await ctx.db
    .query("campaignCounts")
    .withIndex("by_campaign_and_writer_and_shard", (q) =>
      q.eq("campaignId", campaignId).eq("writer", writer).eq("shard", shard),
    )
    .unique();
  if (row) await ctx.db.patch("campaignCounts", row._id, { counts: sum(row.counts, delta) });
  else await ctx.db.insert("campaignCounts", { campaignId, writer, shard, counts: delta });
}

/** All counters of a campaign, summed over the writers. A counter that has never changed is missing. */
export async function countsOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Counts> {
  const rows = await ctx.db
    .query("campaignCounts")
    .withIndex("by_campaign_and_writer_and_shard", (q) => q.eq("campaignId", campaignId))
    .take(2 * MAX_ROWS);
  return rows.reduce<Counts>((total, row) => sum(total, row.counts), {});
}

/** Counters by the hour in which the events happened. The keys are the hours' start times, in ms. */
export type Hours = Map<number, Counts>;

export function addToHours(hours: Hours, name: string, counted: { at: number; by: number }[]): void {
  for (const { at, by } of counted) {
    const hour = Math.floor(at / HOUR) * HOUR;
    hours.set(hour, sum(hours.get(hour) ?? {}, { [name]: by }));
  }
}

/** Adds to a campaign's counters and to its counters by hour. */
export async function countByHour(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  writer: Writer,
  hours: Hours,
): Promise<void> {
  await count(ctx, campaignId, writer, [...hours.values()].reduce(sum, {}));
  const shard = anyShard(writer);
  for (const [hour, delta] of hours) {
    const row = await ctx.db
      .query("campaignHours")
      .withIndex("by_campaign_and_hour_and_writer_and_shard", (q) =>
        q.eq("campaignId", campaignId).eq("hour", hour).eq("writer", writer).eq("shard", shard),
      )
      .unique();
    if (row) await ctx.db.patch("campaignHours", row._id, { counts: sum(row.counts, delta) });
    else await ctx.db.insert("campaignHours", { campaignId, hour, writer, shard, counts: delta });
  }
}

/**
 * A page of the counters by hour, oldest first, summed over the writers. `hour` is the hour's start time, in ms. An hour
 * may be on two pages. The caller then adds the counts of both.
 */
export async function hoursPage(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<{ hour: number; counts: Counts }>> {
  const found = await ctx.db
    .query("campaignHours")
    .withIndex("by_campaign_and_hour_and_writer_and_shard", (q) => q.eq("campaignId", campaignId))
    .paginate(paginationOpts);
  const hours: Hours = new Map();
  for (const { hour, counts } of found.page) hours.set(hour, sum(hours.get(hour) ?? {}, counts));
  return { ...found, page: [...hours].map(([hour, counts]) => ({ hour, counts: withoutZeros(counts) })) };
}

function sum(a: Counts, b: Counts): Counts {
  const total = { ...a };
  for (const [name, by] of Object.entries(b)) total[name] = (total[name] ?? 0) + by;
  return total;
}

/**
 * Removes zeros. When a report with an earlier time arrives for a counted event, its count moves to the earlier hour
 * and may leave a zero.
 */
function withoutZeros(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

function anyShard(writer: Writer): number {
  return Math.floor(Math.random() * SHARDS[writer]);
}
