/**
 * When a request may leave for the provider, which counts second by second. A batch is given a time one step after the last
 * that waits, and asks for its turn when it is about to leave: the times count at which requests really left, because one
 * that is late is too close to the next, and sign-in mail leaves between them.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { providerRequestsPerSecond } from "../rateLimits";

/** What two requests may come closer together on their way, in ms. */
const SLACK = 20;
/** Steps a little longer than the account allows, so that a request that is early is not one too many for its second. */
const HEADROOM = 0.98;
/** How early a batch is begun, in ms: time to fill it. Of many requests a second, no more than two take. */
const MAX_LEAD = 200;
/** A batch that the provider told to come much later is not one that the others line up behind. */
const HORIZON = 10_000;
/** Where more leave in a second, no single one of them is worth a row. */
const MOST_REMEMBERED = 100;
/** Requests a second that one row counts. Whoever writes the row of another at the same time is run again. */
const PER_SHARD = 10;

/** When the next batch may leave, ms: never at once, for it has to be filled. */
export async function nextTurn(ctx: MutationCtx): Promise<number> {
  const last = await ctx.db
    .query("batches")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "waiting").lt("dueAt", Date.now() + HORIZON))
    .order("desc")
    .first();
  return Math.max(Date.now() + lead(), (last?.dueAt ?? 0) + step());
}

/** When a batch that leaves at `dueAt` is begun. */
export function beginningOf(dueAt: number): number {
  return dueAt - lead();
}

/** Takes the turn of a request that leaves now, and answers 0. Otherwise: how long to wait before asking again, in ms. */
export async function takeTurn(ctx: MutationCtx, dueAt: number): Promise<number> {
  if (requestsASecond() > MOST_REMEMBERED) return 0;
  const shard = Math.floor(dueAt / step()) % shards();
  const last = await lastRequests(ctx, shard);
  const wait = (last?.times.at(-capacityOf(shard)) ?? 0) + countedMs() + SLACK - Date.now();
  if (wait > 0) return wait;
  await remember(ctx, shard, last);
  return 0;
}

/** A request that leaves now without having asked. */
export async function noteRequest(ctx: MutationCtx): Promise<void> {
  if (requestsASecond() > MOST_REMEMBERED) return;
  const shard = Math.floor(Math.random() * shards());
  await remember(ctx, shard, await lastRequests(ctx, shard));
}

async function remember(
  ctx: MutationCtx,
  shard: number,
  last: Doc<"providerRequests"> | null,
): Promise<void> {
  const times = [...(last?.times ?? []), Date.now()].slice(-capacityOf(shard));
  if (last) await ctx.db.patch("providerRequests", last._id, { times });
  else await ctx.db.insert("providerRequests", { shard, times });
}

function lastRequests(ctx: MutationCtx, shard: number) {
  return ctx.db
    .query("providerRequests")
    .withIndex("by_shard", (q) => q.eq("shard", shard))
    .unique();
}

function lead(): number {
  return Math.min(MAX_LEAD, 2_000 / providerRequestsPerSecond());
}

function step(): number {
  return 1_000 / (providerRequestsPerSecond() * HEADROOM);
}

/** In ms. The provider counts a second; where it takes less than one request in that, longer. */
function countedMs(): number {
  return Math.max(1_000, 1_000 / providerRequestsPerSecond());
}

function requestsASecond(): number {
  return Math.max(1, Math.floor(providerRequestsPerSecond()));
}

function shards(): number {
  return Math.ceil(requestsASecond() / PER_SHARD);
}

/** All shards together take what the account allows. */
function capacityOf(shard: number): number {
  return Math.floor((requestsASecond() + shard) / shards());
}
