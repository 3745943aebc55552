/** Rows that are no longer useful and that no other rule deletes. */
import { DEVICE_COOKIE_DAYS } from "../../lib/device-names";
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { internalMutation } from "../functions";
import { DAY } from "./time";

const BATCH = 500;

/** A cron job calls it; it continues until nothing is left. */
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

/** A browser that has lost its device cookie is a new one. */
async function sweepBrowsers({ db }: MutationCtx): Promise<number> {
  const old = await db
    .query("browsers")
    .withIndex("by_signedInAt", (q) => q.lt("signedInAt", Date.now() - DEVICE_COOKIE_DAYS * DAY))
    .take(BATCH);
  for (const { _id } of old) await db.delete("browsers", _id);
  return old.length;
}

/** Resend repeats an event for at most a day, so an event from before the end of a block comes no more. */
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
