/** A reminder is a separate campaign to those recipients of another campaign who were mailed and have not accepted. */
import { v } from "convex/values";
import { reminderOf } from "../../../lib/messages/campaigns";
import * as messages from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";
import type { Viewer } from "../people/viewer";
import { hasReminders } from "../reminders/presence";
import type { Campaign } from "./campaign";
import { count } from "./counts";
import { createDraft, draftOf } from "./drafts";
import { isInAudience } from "./exclusion";
import { hasAddress } from "./recipients";
import { tallyOf } from "./tally";

const CHUNK = 250;

/** Creates the draft of a reminder, and schedules the copying of its audience. */
export async function createReminder(
  ctx: MutationCtx,
  viewer: Viewer,
  campaign: Campaign,
): Promise<Id<"campaigns">> {
  if (campaign.status !== "sent") fail("conflict", messages.REMIND_AFTER_SENDING);
  if (campaign.reminderOf) fail("conflict", messages.NO_REMINDER_OF_REMINDER);
  if (await hasReminders(ctx, campaign._id)) fail("conflict", messages.REMINDS_AUTOMATICALLY);
  const reminderId = await createDraft(ctx, viewer, {
    ...draftOf(campaign),
    name: reminderOf(campaign.name).slice(0, 200),
    subject: reminderOf(campaign.subject).slice(0, 200),
    reminderOf: campaign._id,
    isAudienceChanging: true,
  });
  const copy = { from: campaign._id, to: reminderId, cursor: null };
  await ctx.scheduler.runAfter(0, internal.model.campaigns.reminders.copyAudience, copy);
  return reminderId;
}

/** Copies recipients who were mailed, have not accepted and were not reminded before, a chunk in each call. */
export const copyAudience = internalMutation({
  args: { from: v.id("campaigns"), to: v.id("campaigns"), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { from, to, cursor }): Promise<void> => {
    if ((await ctx.db.get("campaigns", to))?.status !== "draft") return;
    const { page, isDone, continueCursor } = await ctx.db
      .query("recipients")
      .withIndex("by_campaign_and_acceptedAt", (q) => q.eq("campaignId", from).eq("acceptedAt", undefined))
      .paginate({ numItems: CHUNK, cursor });
    const silent = await notYetIn(ctx, to, page.filter(isWorthReminding));
    for (const recipient of silent) await copyTo(ctx, to, recipient);
    await count(ctx, to, "audience", tallyOf(silent));
    const rest = { from, to, cursor: continueCursor };
    if (isDone) await ctx.db.patch("campaigns", to, { isAudienceChanging: undefined });
    else await ctx.scheduler.runAfter(0, internal.model.campaigns.reminders.copyAudience, rest);
  },
});

/** Leaves out people whom somebody has added to the reminder already. A restored reminder may have such people. */
async function notYetIn(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  recipients: Doc<"recipients">[],
): Promise<Doc<"recipients">[]> {
  const isIn = await Promise.all(recipients.map(({ email }) => isInAudience(ctx, campaignId, email)));
  return recipients.filter((_, index) => !isIn[index]);
}

async function copyTo(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  original: Doc<"recipients">,
): Promise<void> {
  const { _id: reminderOf, email, name, fields } = original;
  await ctx.db.insert("recipients", { campaignId, email, name, fields, status: "queued", reminderOf });
  await ctx.db.patch("recipients", reminderOf, { remindedAt: Date.now() });
}

function isWorthReminding(recipient: Doc<"recipients">): boolean {
  const { sentAt, remindedAt, revokedAt, unsubscribedAt, bouncedAt, complainedAt } = recipient;
  return (
    sentAt !== undefined &&
    hasAddress(recipient) &&
    [remindedAt, revokedAt, unsubscribedAt, bouncedAt, complainedAt].every((at) => at === undefined)
  );
}
