/** The rows of uploaded pictures, and which of them mails contain. */
import { randomSecret } from "@latchkey/login-links/http";
import { v } from "convex/values";
import { type PictureEnding, pictureKeysIn } from "../../../lib/pictures/address";
import { DAILY_LIMIT } from "../../../lib/messages/pictures";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation, internalQuery } from "../../functions";
import { takeFrom } from "../../rateLimits";
import { pictureEnding } from "../../validators";
import { asActor, audit } from "../audit";

export type Picture = Doc<"pictures">;

/** Counts one upload against the marketer's daily limit. */
export const takeUpload = internalMutation({
  args: { userId: v.string() },
  handler: async (ctx, { userId }): Promise<void> => {
    const { ok } = await takeFrom(ctx, "picturesPerMarketerADay", userId);
    if (!ok) fail("conflict", DAILY_LIMIT);
  },
});

/** Records a stored picture and returns the key in its address. Nobody can guess the key. */
export const keep = internalMutation({
  args: {
    picture: v.object({
      storageId: v.id("_storage"),
      ending: pictureEnding,
      width: v.number(),
      height: v.number(),
      size: v.number(),
    }),
    by: v.object({ id: v.string(), email: v.string() }),
  },
  handler: async (ctx, { picture, by }): Promise<string> => {
    const key = randomSecret().slice(0, 22);
    await ctx.db.insert("pictures", { ...picture, key, uploadedBy: by.id });
    await audit(ctx, "picture.uploaded", {
      actor: asActor(by),
      subject: key,
      details: { type: picture.ending, bytes: picture.size },
    });
    return key;
  },
});

export async function getPicture(ctx: QueryCtx, key: string): Promise<Picture | null> {
  return ctx.db
    .query("pictures")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
}

export const find = internalQuery({
  args: { key: v.string() },
  handler: async (
    ctx,
    { key },
  ): Promise<{ storageId: Picture["storageId"]; ending: PictureEnding } | null> => {
    const picture = await getPicture(ctx, key);
    return picture && { storageId: picture.storageId, ending: picture.ending };
  },
});

/**
 * Marks the pictures of a message as mailed, before the mail is sent. Mail programs fetch them for years, so a mailed
 * picture is never deleted, whatever happens to its campaign.
 */
export const markMailed = internalMutation({
  args: { body: v.string() },
  handler: async (ctx, { body }): Promise<void> => {
    for (const key of pictureKeysIn(body)) {
      const picture = await getPicture(ctx, key);
      if (picture && picture.mailedAt === undefined)
        await ctx.db.patch("pictures", picture._id, { mailedAt: Date.now() });
    }
  },
});
