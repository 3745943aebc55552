/** Deletes drafts. This is a separate file, because campaigns.ts runs often and must stay small. */
import { v } from "convex/values";
import { ONLY_DRAFT_DELETED } from "../lib/messages/campaign-draft";
import { internal } from "./_generated/api";
import { writerMutation } from "./functions";
import { asActor, audit } from "./model/audit";
import { requireDraft } from "./model/campaigns/drafts";
import { removeFirstPart } from "./model/campaigns/firstPart";

/** Deletes a draft. Scheduled calls then delete its audience in chunks. */
export const remove = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireDraft(ctx, campaignId, ONLY_DRAFT_DELETED);
    await ctx.db.delete("campaigns", campaignId);
    await removeFirstPart(ctx, campaignId);
    await ctx.scheduler.runAfter(0, internal.model.campaigns.archive.forget, { campaignId });
    await ctx.scheduler.runAfter(0, internal.model.campaigns.audience.clear, { campaignId });
    await audit(ctx, "campaign.deleted", { actor: asActor(ctx.viewer), subject: campaign.name });
    return null;
  },
});
