/**
 * Adds people of earlier campaigns to a draft. Scheduled functions add a chunk in each call, so this continues if the
 * page is closed. The transaction that stores a chunk also stores the address where the next chunk begins, so a step
 * that runs again adds nobody twice.
 */
import { v } from "convex/values";
import { uploadsMessage, uploadsOf } from "./uploads";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";
import { MINUTE } from "../time";
import type { Campaign } from "./campaign";
import { count, countsOf } from "./counts";
import { checkSelection, readStep, type Selection, type Tally } from "./earlierPeople";
import { tallyOf } from "./tally";

type Copy = Doc<"audienceCopies">;

/** If the last step of a copy is older than this, in ms, its next step was lost with the process that ran it. */
const STALE_AFTER = 5 * MINUTE;
/** How many copies one call revives. */
const BATCH = 50;

export function copyOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Copy | null> {
  return ctx.db
    .query("audienceCopies")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

/** Begins to add people to a draft whose audience is open. The row of the draft's previous copy is replaced. */
export async function beginCopy(ctx: MutationCtx, campaign: Campaign, selection: Selection): Promise<void> {
  checkSelection(selection);
  const uploading = uploadsMessage(await uploadsOf(ctx, campaign._id));
  if (uploading !== null) fail("uploading", uploading);
  await forgetCopy(ctx, campaign._id);
  await ctx.db.patch("campaigns", campaign._id, { isAudienceChanging: true });
  const { sources, outcomes } = selection;
  const copyId = await ctx.db.insert("audienceCopies", {
    ...{ campaignId: campaign._id, sources, outcomes, after: "", steps: 0, looked: 0, tally: {} },
    ...{ total: await rowsOf(ctx, sources), steppedAt: Date.now() },
  });
  await scheduleStep(ctx, copyId, 0);
}

async function rowsOf(ctx: QueryCtx, sources: Id<"campaigns">[]): Promise<number> {
  const counts = await Promise.all(sources.map((source) => countsOf(ctx, source)));
  return counts.reduce((sum, { recipients = 0 }) => sum + recipients, 0);
}

/** Stops the copy. The people who were added stay. */
export async function stopCopy(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const copy = await copyOf(ctx, campaignId);
  if (copy && copy.finishedAt === undefined) await finish(ctx, copy, { isStopped: true });
}

/** Deletes the row of a copy that is over. */
export async function forgetCopy(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const copy = await copyOf(ctx, campaignId);
  if (copy && copy.finishedAt !== undefined) await ctx.db.delete("audienceCopies", copy._id);
}

/** Adds one chunk. Does nothing if the copy is past this step, because then the step has already run. */
export const step = internalMutation({
  args: { copyId: v.id("audienceCopies"), step: v.number() },
  handler: async (ctx, { copyId, step }): Promise<void> => {
    const copy = await ctx.db.get("audienceCopies", copyId);
    if (!copy || copy.finishedAt !== undefined || copy.steps !== step) return;
    if (await ctx.db.get("campaigns", copy.campaignId)) await addChunk(ctx, copy);
    else await ctx.db.delete("audienceCopies", copyId);
  },
});

async function addChunk(ctx: MutationCtx, copy: Copy): Promise<void> {
  const { campaignId, after, steps } = copy;
  const { good, tally, looked, next } = await readStep(ctx, campaignId, copy, after);
  for (const { email, name, fields } of good)
    await ctx.db.insert("recipients", { campaignId, email, name, fields, status: "queued" });
  await count(ctx, campaignId, "audience", tallyOf(good));
  const done = { looked: copy.looked + looked, tally: sumOf(copy.tally, tally), steppedAt: Date.now() };
  if (next === null) return finish(ctx, copy, done);
  await ctx.db.patch("audienceCopies", copy._id, { ...done, after: next, steps: steps + 1 });
  await scheduleStep(ctx, copy._id, steps + 1);
}

async function finish(ctx: MutationCtx, { _id, campaignId }: Copy, last: Partial<Copy>): Promise<void> {
  await ctx.db.patch("audienceCopies", _id, { ...last, after: "", finishedAt: Date.now() });
  await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: undefined });
}

function sumOf(tally: Tally, more: Tally): Tally {
  const sum = { ...tally };
  for (const [name, by] of Object.entries(more) as [keyof Tally, number][]) sum[name] = (sum[name] ?? 0) + by;
  return sum;
}

async function scheduleStep(ctx: MutationCtx, copyId: Id<"audienceCopies">, step: number): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.audienceCopies.step, { copyId, step });
}

/** Continues copies whose next step was lost with a process that died. A cron job calls this. */
export const revive = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const before = Date.now() - STALE_AFTER;
    const stale = await ctx.db
      .query("audienceCopies")
      .withIndex("by_finishedAt_and_steppedAt", (q) => q.eq("finishedAt", undefined).lt("steppedAt", before))
      .take(BATCH);
    for (const { _id, steps } of stale) await scheduleStep(ctx, _id, steps);
  },
});
