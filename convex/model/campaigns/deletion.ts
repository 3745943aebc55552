/**
 * Deleted drafts. A deleted draft keeps its message and its audience for 30 days, and can be restored until it is
 * swept. Erasing a person reaches its audience as well.
 */
import { v } from "convex/values";
import { STILL_CHANGING } from "../../../lib/messages/campaign-audience";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";
import type { Viewer } from "../people/viewer";
import { asActor } from "../audit";
import { DAY } from "../time";
import { leaveList } from "./archive";
import { type Campaign, enterSoon, step } from "./campaign";
import { removeFirstPart } from "./firstPart";
import { setLabels } from "./labels";
import { takeOut } from "./takeOut";

const KEPT_FOR = 30 * DAY;
/** How many recipients of a reminder one call releases. */
const CHUNK = 250;
/** How many drafts one call sweeps. */
const SWEPT = 20;

const { deletion, reminders, audience } = internal.model.campaigns;

/** Deletes a draft. The people of a reminder are released, so that another reminder can include them. */
export async function deleteDraft(ctx: MutationCtx, campaign: Campaign, viewer: Viewer): Promise<void> {
  const isReminder = campaign.reminderOf !== undefined;
  const patch = {
    deletedAt: Date.now(),
    isArchived: undefined,
    ...(isReminder ? { isAudienceChanging: true } : {}),
  };
  await step(ctx, campaign, "delete", { actor: asActor(viewer), action: "campaign.deleted", patch });
  await leaveList(ctx, campaign._id);
  if (isReminder) await releasePage(ctx, campaign._id, null);
}

/**
 * Makes a deleted draft a draft again. The audience of a reminder is selected again, so that nobody is reminded twice.
 */
export async function restoreDraft(ctx: MutationCtx, campaign: Campaign, viewer: Viewer): Promise<void> {
  const { _id: campaignId, reminderOf, isAudienceChanging, labels = [] } = campaign;
  if (reminderOf && isAudienceChanging) fail("conflict", STILL_CHANGING);
  const patch = { deletedAt: undefined, ...(reminderOf ? { isAudienceChanging: true } : {}) };
  await step(ctx, campaign, "restore", { actor: asActor(viewer), action: "campaign.restored", patch });
  await enterSoon(ctx, campaignId);
  await setLabels(ctx, campaign, labels);
  if (!reminderOf) return;
  const copy = { from: reminderOf, to: campaignId, cursor: null };
  await ctx.scheduler.runAfter(0, reminders.copyAudience, copy);
}

export const release = internalMutation({
  args: { campaignId: v.id("campaigns"), cursor: v.union(v.string(), v.null()) },
  handler: (ctx, { campaignId, cursor }): Promise<void> => releasePage(ctx, campaignId, cursor),
});

/** Takes one page of people out of a deleted reminder. People who were added by hand or from a file stay. */
async function releasePage(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  cursor: string | null,
): Promise<void> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
    .paginate({ numItems: CHUNK, cursor });
  const copied = page.filter(({ reminderOf }) => reminderOf !== undefined);
  await takeOut(ctx, campaignId, copied);
  if (isDone) await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: undefined });
  else await ctx.scheduler.runAfter(0, deletion.release, { campaignId, cursor: continueCursor });
}

/** Removes drafts that were deleted 30 days ago. Scheduled calls then delete their audiences in chunks. */
export async function sweepDeletedDrafts(ctx: MutationCtx): Promise<number> {
  const over = await ctx.db
    .query("campaigns")
    .withIndex("by_deletedAt", (q) => q.gt("deletedAt", 0).lt("deletedAt", Date.now() - KEPT_FOR))
    .take(SWEPT);
  for (const { _id: campaignId } of over) {
    await ctx.db.delete("campaigns", campaignId);
    await removeFirstPart(ctx, campaignId);
    await ctx.scheduler.runAfter(0, audience.clear, { campaignId });
  }
  return over.length;
}
