/**
 * Keeps requests within the provider's rate limit. The provider counts requests second by second and answers any
 * request beyond the limit with 429. A campaign's batch reserves a send slot ahead of time, one step after the last
 * reserved slot. Slots alone are not enough, because a late batch can run into the next slot and sign-in mail reserves
 * none. So before each request of a campaign we also check when the last requests were really sent.
 */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { type ActionCtx, env, type MutationCtx } from "../_generated/server";
import { internalMutation } from "../functions";

/** Two requests may arrive at the provider this much closer together than they were sent, in ms. */
const JITTER_MS = 20;
/**
 * Slots are 2 % further apart than the limit requires. Exactly at the limit, jitter would put one request too many into
 * some seconds.
 */
const HEADROOM = 0.98;
/** How long before its slot a batch's action may start, in ms, so that the emails are ready when the slot comes. */
const MAX_LEAD_MS = 200;
/**
 * When the next slot is chosen, a waiting batch whose slot is further away than this, in ms, is ignored. Such a batch
 * only waits because the provider asked for a long delay.
 */
const HORIZON_MS = 10_000;
/**
 * Above this rate, in requests per second, the check is skipped, because write conflicts on its rows would cost more
 * than an occasional 429.
 */
const MAX_CHECKED_RATE = 100;
/**
 * One row counts this many requests per second. More would conflict, because two mutations that write the same row
 * cannot both commit.
 */
const RATE_PER_SHARD = 10;
/**
 * How many batches of a campaign may be in flight at once: as many as leave in `seconds`, within `min` and `max`. That
 * is enough to keep the provider busy, and few enough for the campaign to stop soon after a pause.
 */
const IN_FLIGHT = { min: 4, max: 20, seconds: 4 };
/**
 * The longest wait inside an action, in ms. It is short, because a waiting action occupies a worker. A batch that has
 * to wait longer is queued again.
 */
const MAX_WAIT_MS = 250;

/**
 * Sign-in mail does not wait for a slot. If the provider refuses it because of the rate limit, it is queued again after
 * `waitMs`, because the next second has room. After `most` such attempts the queue's longer backoff applies.
 */
export const HURRY = { most: 8, waitMs: 150 };

/** The rate limit of the Resend account, in requests per second. @throws if the setting is not a number above 0 */
export function providerRequestsPerSecond(): number {
  const rate = Number(env.RESEND_REQUESTS_PER_SECOND ?? 2);
  if (!(rate > 0)) throw new Error("RESEND_REQUESTS_PER_SECOND must be a number above 0");
  return rate;
}

/** How many batches of one campaign may be in flight at once. */
export function maxInFlight(): number {
  const { min, max, seconds } = IN_FLIGHT;
  return Math.min(max, Math.max(min, Math.ceil(seconds * providerRequestsPerSecond())));
}

/** The slot of the next batch, in ms. The slot is never now, because the batch has to be filled first. */
export async function nextSlot(ctx: MutationCtx): Promise<number> {
  const last = await ctx.db
    .query("batches")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "waiting").lt("dueAt", Date.now() + HORIZON_MS))
    .order("desc")
    .first();
  return Math.max(Date.now() + lead(), (last?.dueAt ?? 0) + step());
}

/** When the action of a batch with the slot `dueAt` starts, in ms. */
export function startBefore(dueAt: number): number {
  return Math.max(Date.now(), dueAt - lead());
}

/**
 * Waits for the slot at `dueAt`, then until the rate limit allows a request. Returns false if that takes too long; the
 * batch must then be queued again.
 */
export async function waitForSlot(ctx: ActionCtx, dueAt: number): Promise<boolean> {
  await sleepUntil(Math.min(dueAt, Date.now() + MAX_WAIT_MS));
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const wait: number = await ctx.runMutation(internal.mail.pace.acquireSlot, { dueAt });
    if (wait === 0) return true;
    if (Date.now() + wait > deadline) return false;
    await sleepUntil(Date.now() + wait);
  }
}

/**
 * If a request may be sent now, counts it and returns 0. Otherwise returns how many ms to wait before calling this
 * again.
 */
export const acquireSlot = internalMutation({
  args: { dueAt: v.number() },
  handler: async (ctx, { dueAt }): Promise<number> => {
    if (checkedRate() > MAX_CHECKED_RATE) return 0;
    const shard = Math.floor(dueAt / step()) % shards();
    const last = await lastRequests(ctx, shard);
    const wait = (last?.times.at(-capacityOf(shard)) ?? 0) + windowMs() + JITTER_MS - Date.now();
    if (wait > 0) return wait;
    await count(ctx, shard, last);
    return 0;
  },
});

/** Counts a request that is sent now without a slot. */
export async function noteRequest(ctx: MutationCtx): Promise<void> {
  if (checkedRate() > MAX_CHECKED_RATE) return;
  const shard = Math.floor(Math.random() * shards());
  await count(ctx, shard, await lastRequests(ctx, shard));
}

async function count(ctx: MutationCtx, shard: number, last: Doc<"providerRequests"> | null): Promise<void> {
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

/**
 * How long before its slot a batch's action may start, in ms. At high rates this is shorter, so that no more than two
 * batches start before their slots.
 */
function lead(): number {
  return Math.min(MAX_LEAD_MS, 2_000 / providerRequestsPerSecond());
}

/** The time from one slot to the next, in ms. */
function step(): number {
  return 1_000 / (providerRequestsPerSecond() * HEADROOM);
}

/**
 * The period over which requests are counted, in ms: a second, or longer if the limit is below one request per second.
 */
function windowMs(): number {
  return Math.max(1_000, 1_000 / providerRequestsPerSecond());
}

/** How many requests may be sent in one such period, as a whole number. */
function checkedRate(): number {
  return Math.max(1, Math.floor(providerRequestsPerSecond()));
}

function shards(): number {
  return Math.ceil(checkedRate() / RATE_PER_SHARD);
}

/** One shard's part of the limit. The parts of all shards add up to the whole limit. */
function capacityOf(shard: number): number {
  return Math.floor((checkedRate() + shard) / shards());
}

async function sleepUntil(time: number): Promise<void> {
  const wait = time - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
