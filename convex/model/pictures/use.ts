/**
 * Notes that a saved text has begun to contain a picture. The sweep reads all texts in many transactions, so it would
 * miss a text that is saved meanwhile. This is a small separate file, because saving a draft runs often.
 */
import { pictureKeysIn } from "../../../lib/pictures/address";
import type { MutationCtx } from "../../_generated/server";

/** Notes the pictures of `after` that `before` does not contain. Call this in the transaction that saves the text. */
export async function notePictures(
  ctx: MutationCtx,
  { before = "", after = "" }: { before?: string | undefined; after?: string | undefined },
): Promise<void> {
  const known = new Set(pictureKeysIn(before));
  for (const key of pictureKeysIn(after)) {
    if (known.has(key)) continue;
    known.add(key);
    const picture = await ctx.db
      .query("pictures")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    if (picture) await ctx.db.patch("pictures", picture._id, { usedAt: Date.now() });
  }
}
