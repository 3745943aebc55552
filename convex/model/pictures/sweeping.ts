/** Deletes pictures that no mail, campaign, reminder or template contains, and stored files that nothing refers to. */
import { v } from "convex/values";
import { pictureKeysIn } from "../../../lib/pictures/address";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { ActionCtx, QueryCtx } from "../../_generated/server";
import { internalAction, internalMutation, internalQuery } from "../../functions";
import { DAY } from "../time";

/** How long a picture is kept that no text contains. Undo or pasted text can still bring it back. */
const KEPT_FOR = 30 * DAY;
const BATCH = 100;
/** How many messages one query reads. Each has 50 KB at most. */
const PAGE = 50;

const { sweeping } = internal.model.pictures;

/** A cron job calls this every day. */
export const sweep = internalAction({
  args: {},
  handler: async (ctx): Promise<void> => {
    const now = Date.now();
    await sweepFiles(ctx, now);
    const old = await oldPictures(ctx, now - KEPT_FOR);
    if (old.length === 0) return;
    const used = await usedKeys(ctx);
    const unused = old.filter(({ key }) => !used.has(key)).map(({ id }) => id);
    for (let at = 0; at < unused.length; at += BATCH)
      await ctx.runMutation(sweeping.remove, { ids: unused.slice(at, at + BATCH), lookedAt: now });
  },
});

/** All of them, because old drafts may contain the oldest ones for good. */
async function oldPictures(ctx: ActionCtx, before: number): Promise<OldPicture[]> {
  const all: OldPicture[] = [];
  let cursor: string | null = null;
  do {
    const page: { pictures: OldPicture[]; next: string | null } = await ctx.runQuery(sweeping.old, {
      before,
      cursor,
    });
    all.push(...page.pictures);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

async function usedKeys(ctx: ActionCtx): Promise<Set<string>> {
  const used = new Set<string>();
  for (const table of ["campaigns", "reminderSteps", "templates"] as const) {
    let cursor: string | null = null;
    do {
      const page: { keys: string[]; next: string | null } = await ctx.runQuery(sweeping.keysIn, {
        table,
        cursor,
      });
      for (const key of page.keys) used.add(key);
      cursor = page.next;
    } while (cursor !== null);
  }
  return used;
}

type OldPicture = { id: Id<"pictures">; key: string };

/** One page of the pictures that were uploaded a month ago and never mailed. */
export const old = internalQuery({
  args: { before: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { before, cursor }): Promise<{ pictures: OldPicture[]; next: string | null }> => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("pictures")
      .withIndex("by_mailedAt", (q) => q.eq("mailedAt", undefined).lt("_creationTime", before))
      .paginate({ cursor, numItems: 10 * BATCH });
    const pictures = page.map(({ _id, key }) => ({ id: _id, key }));
    return { pictures, next: isDone ? null : continueCursor };
  },
});

/** The keys of the pictures in one page of messages. */
export const keysIn = internalQuery({
  args: {
    table: v.union(v.literal("campaigns"), v.literal("reminderSteps"), v.literal("templates")),
    cursor: v.union(v.string(), v.null()),
  },
  handler: async (ctx, { table, cursor }): Promise<{ keys: string[]; next: string | null }> => {
    const page = await ctx.db.query(table).paginate({ cursor, numItems: PAGE });
    const keys = page.page.flatMap(({ body = "" }) => pictureKeysIn(body));
    return { keys, next: page.isDone ? null : page.continueCursor };
  },
});

/** `lookedAt` is when the sweep began to look for the pictures in texts. */
export const remove = internalMutation({
  args: { ids: v.array(v.id("pictures")), lookedAt: v.number() },
  handler: async (ctx, { ids, lookedAt }): Promise<void> => {
    for (const id of ids) {
      const picture = await ctx.db.get("pictures", id);
      // The picture may have been mailed or put into a text in the meantime.
      if (!picture || picture.mailedAt !== undefined || (picture.usedAt ?? 0) >= lookedAt) continue;
      await ctx.db.delete("pictures", id);
      await ctx.storage.delete(picture.storageId);
    }
  },
});

/** A file without a row is left if the process stops between storing the file and recording it. */
async function sweepFiles(ctx: ActionCtx, now: number): Promise<void> {
  const ids = await ctx.runQuery(sweeping.lostFiles, { from: now - 8 * DAY, to: now - DAY });
  if (ids.length > 0) await ctx.runMutation(sweeping.removeFiles, { ids });
}

/** Files that were stored between the two times and to which no table refers. */
export const lostFiles = internalQuery({
  args: { from: v.number(), to: v.number() },
  handler: async (ctx, { from, to }): Promise<Id<"_storage">[]> => {
    const files = await ctx.db.system
      .query("_storage")
      .withIndex("by_creation_time", (q) => q.gt("_creationTime", from).lt("_creationTime", to))
      .take(1_000);
    const lost = await Promise.all(files.map(async ({ _id }) => ((await isUsed(ctx, _id)) ? [] : [_id])));
    return lost.flat();
  },
});

export const removeFiles = internalMutation({
  args: { ids: v.array(v.id("_storage")) },
  handler: async (ctx, { ids }): Promise<void> => {
    for (const id of ids) if (!(await isUsed(ctx, id))) await ctx.storage.delete(id);
  },
});

/** Check every table that refers to stored files here; otherwise the files of a missing table are deleted. */
async function isUsed(ctx: QueryCtx, storageId: Id<"_storage">): Promise<boolean> {
  const picture = await ctx.db
    .query("pictures")
    .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
    .first();
  return picture !== null;
}
