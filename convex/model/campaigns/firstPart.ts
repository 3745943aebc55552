/**
 * The first part of a large campaign, which is sent before the rest. How many of its recipients are still unclaimed is
 * stored in a separate row. Each claim writes this row, and code that reads the campaign to send a batch must not
 * conflict with claims.
 */
import { firstPartOf } from "../../../lib/first-check";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { countsOf } from "./counts";

export type FirstPart = Doc<"firstParts">;

/** The row of a campaign's first part. Null if the campaign is so small that it is sent without this check. */
export function getFirstPart(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<FirstPart | null> {
  return ctx.db
    .query("firstParts")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

/**
 * Creates the row at a launch. A campaign that skips the wait has a row as well, because it is needed to stop the
 * campaign after too many bounces or complaints.
 */
export async function setFirstPart(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  isSkipped: boolean,
): Promise<void> {
  await removeFirstPart(ctx, campaignId);
  const { recipients = 0 } = await countsOf(ctx, campaignId);
  const size = firstPartOf(recipients);
  if (size === null) return;
  await ctx.db.insert("firstParts", { campaignId, size, left: isSkipped ? 0 : size, isOver: isSkipped });
}

export async function removeFirstPart(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const part = await getFirstPart(ctx, campaignId);
  if (part) await ctx.db.delete("firstParts", part._id);
}

/** Returns how many of `wanted` recipients may be claimed now, and counts them as claimed. */
export async function takeFromFirstPart(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  wanted: number,
): Promise<number> {
  const part = await getFirstPart(ctx, campaignId);
  if (!part || part.isOver) return wanted;
  const taken = Math.min(wanted, part.left);
  await ctx.db.patch("firstParts", part._id, { left: part.left - taken });
  return taken;
}

/**
 * Counts claimed recipients as unclaimed again, because they will not be mailed. Other recipients can then take their
 * places.
 */
export async function giveBackToFirstPart(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  recipients: number,
): Promise<void> {
  if (recipients === 0) return;
  const part = await getFirstPart(ctx, campaignId);
  if (part && !part.isOver) await ctx.db.patch("firstParts", part._id, { left: part.left + recipients });
}
