/** Deletes rows that are no longer useful and that no other code deletes. */
import { DEVICE_COOKIE_DAYS } from "../../lib/device-names";
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { internalMutation } from "../functions";
import { sweepDeletedDrafts } from "./campaigns/deletion";
import { DAY } from "./time";
import { sweepNetworks, sweepVisits } from "./visits/sweep";

const BATCH = 500;

/** Deletes a batch of each kind of row, and continues until none is left. A cron job calls this. */
export const sweep = internalMutation({
  args: {},
  handler: async (ctx) => {
    const swept = [
      await sweepChallenges(ctx),
      await sweepChanges(ctx),
      await sweepMails(ctx),
      await sweepTimes(ctx),
      await sweepBrowsers(ctx),
      await sweepUnblocked(ctx),
      await sweepTemplates(ctx),
      await sweepDeletedDrafts(ctx),
      await sweepVisits(ctx, BATCH),
      await sweepNetworks(ctx, BATCH),
    ];
    if (swept.some((count) => count === BATCH))
      await ctx.scheduler.runAfter(0, internal.model.sweeping.sweep, {});
  },
});

async function sweepChallenges({ db }: MutationCtx): Promise<number> {
  const over = await db
    .query("spentChallenges")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now()))
    .take(BATCH);
  for (const { _id } of over) await db.delete("spentChallenges", _id);
  return over.length;
}

async function sweepChanges({ db }: MutationCtx): Promise<number> {
  const over = await db
    .query("addressChanges")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now() - DAY))
    .take(BATCH);
  for (const { _id } of over) await db.delete("addressChanges", _id);
  return over.length;
}

async function sweepMails({ db }: MutationCtx): Promise<number> {
  const old = await db
    .query("signInMails")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - DAY))
    .take(BATCH);
  for (const { _id } of old) await db.delete("signInMails", _id);
  return old.length;
}

async function sweepTimes({ db }: MutationCtx): Promise<number> {
  const old = await db
    .query("mailTimes")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - DAY))
    .take(BATCH);
  for (const { _id } of old) await db.delete("mailTimes", _id);
  return old.length;
}

/** Deletes browsers whose device cookie has expired. Without the cookie they count as new browsers anyway. */
async function sweepBrowsers({ db }: MutationCtx): Promise<number> {
  const old = await db
    .query("browsers")
    .withIndex("by_signedInAt", (q) => q.lt("signedInAt", Date.now() - DEVICE_COOKIE_DAYS * DAY))
    .take(BATCH);
  for (const { _id } of old) await db.delete("browsers", _id);
  return old.length;
}

/**
 * Deletes blocks that ended a week ago. Until then the row stops a late event from starting the block again. Resend
 * repeats an event for at most a day, so a week is enough.
 */
async function sweepUnblocked({ db }: MutationCtx): Promise<number> {
  const over = await db
    .query("blockedAddresses")
    .withIndex("by_unblockedAt_and_email", (q) =>
      q.gt("unblockedAt", 0).lt("unblockedAt", Date.now() - 7 * DAY),
    )
    .take(BATCH);
  for (const { _id } of over) await db.delete("blockedAddresses", _id);
  return over.length;
}

/** Deletes templates that were deleted a month ago. Until then they can be brought back. */
async function sweepTemplates({ db }: MutationCtx): Promise<number> {
  const over = await db
    .query("templates")
    .withIndex("by_deletedAt_and_name", (q) => q.gt("deletedAt", 0).lt("deletedAt", Date.now() - 30 * DAY))
    .take(20);
  for (const { _id } of over) await db.delete("templates", _id);
  return over.length;
}
