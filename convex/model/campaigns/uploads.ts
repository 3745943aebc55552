/**
 * Lists that are being uploaded into a draft. A launch freezes the audience, so it is refused until the uploads are
 * complete. Otherwise a launch from another page would leave out the rest of a list.
 */
import { v } from "convex/values";
import { isAdding } from "../../../lib/messages/campaign-launch";
import { TOO_MANY_UPLOADS, UPLOAD_OVER } from "../../../lib/messages/campaign-audience";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";

type Upload = Doc<"uploads">;

/**
 * A page uploads a chunk every few seconds. If none has come for this long, in ms, the page was closed or has lost its
 * connection.
 */
export const SILENT_AFTER = 90_000;
/** The maximum number of simultaneous uploads in one campaign. */
const MAX_UPLOADS = 50;

export function uploadsOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Upload[]> {
  return ctx.db
    .query("uploads")
    .withIndex("by_campaign_and_key", (q) => q.eq("campaignId", campaignId))
    .take(MAX_UPLOADS);
}

type Key = Pick<Upload, "campaignId" | "key">;

function findUpload(ctx: MutationCtx, { campaignId, key }: Key): Promise<Upload | null> {
  return ctx.db
    .query("uploads")
    .withIndex("by_campaign_and_key", (q) => q.eq("campaignId", campaignId).eq("key", key))
    .unique();
}

/** Begins an upload, or resumes one that was interrupted. */
export async function beginUpload(
  ctx: MutationCtx,
  upload: Omit<Upload, "_id" | "_creationTime" | "seenAt">,
) {
  const seenAt = Date.now();
  const known = await findUpload(ctx, upload);
  if (known) return ctx.db.patch("uploads", known._id, { ...upload, seenAt });
  if ((await uploadsOf(ctx, upload.campaignId)).length === MAX_UPLOADS) fail("conflict", TOO_MANY_UPLOADS);
  const uploadId = await ctx.db.insert("uploads", { ...upload, seenAt });
  await ctx.scheduler.runAfter(SILENT_AFTER, internal.model.campaigns.uploads.expire, { uploadId });
}

/**
 * Records the next rows of an upload. Fails if the upload was discarded or has expired, because the campaign may have
 * been launched without these rows.
 */
export async function advanceUpload(ctx: MutationCtx, key: Key, rows: number): Promise<void> {
  const upload = (await findUpload(ctx, key)) ?? fail("conflict", UPLOAD_OVER);
  await ctx.db.patch("uploads", upload._id, { done: upload.done + rows, seenAt: Date.now() });
}

export async function endUpload(ctx: MutationCtx, key: Key): Promise<void> {
  const upload = await findUpload(ctx, key);
  if (upload) await ctx.db.delete("uploads", upload._id);
}

/** Deletes an upload that has received no rows for `SILENT_AFTER`. Otherwise schedules the next check. */
export const expire = internalMutation({
  args: { uploadId: v.id("uploads") },
  handler: async (ctx, { uploadId }): Promise<void> => {
    const upload = await ctx.db.get("uploads", uploadId);
    if (!upload) return;
    const at = upload.seenAt + SILENT_AFTER;
    if (at <= Date.now()) await ctx.db.delete("uploads", uploadId);
    else await ctx.scheduler.runAt(at, internal.model.campaigns.uploads.expire, { uploadId });
  },
});

/**
 * A message about the first of these uploads: who is adding recipients, and their progress. Null if there is no upload.
 */
export function uploadsMessage(uploads: Upload[]): string | null {
  const [first] = uploads;
  return first ? isAdding(first.by, first.done, first.total) : null;
}

/** An upload in the shape that the page shows. */
export function asUpload({ key, by, done, total }: Upload) {
  return { key, by, done, total };
}
