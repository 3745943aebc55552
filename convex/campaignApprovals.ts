/** Requests for approval: somebody who may write but not launch asks somebody who may. */
import { v } from "convex/values";
import { ONLY_DRAFT_CHANGES } from "../lib/messages/campaign-draft";
import { writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { announce } from "./model/campaignNotices/announce";
import { approvalOf } from "./model/campaigns/approval";
import { requireDraft } from "./model/campaigns/drafts";
import { versionOf } from "./model/campaigns/edits";
import { requireLaunchable } from "./model/campaigns/launching";

/** Who asked for approval of a draft, and whether its text has changed since. Null if nobody has asked. */
export const get = writerQuery({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const asked = campaign && (await approvalOf(ctx, campaignId));
    if (!asked) return null;
    const { email, askedAt, version } = asked;
    return { email, askedAt, hasChanged: version !== versionOf(campaign) };
  },
});

/** Asks for approval of a draft that could be launched as it is. Asking again replaces the request. */
export const ask = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireDraft(ctx, campaignId, ONLY_DRAFT_CHANGES);
    await requireLaunchable(ctx, campaign, undefined);
    const { id: userId, email } = ctx.viewer;
    const request = { userId, email, askedAt: Date.now(), version: versionOf(campaign) };
    const before = await approvalOf(ctx, campaignId);
    if (before) await ctx.db.replace("approvals", before._id, { campaignId, ...request });
    else await ctx.db.insert("approvals", { campaignId, ...request });
    const event = { actor: asActor(ctx.viewer), subject: campaign.name, details: { campaignId } };
    await audit(ctx, "campaign.approvalAsked", event);
    await announce(ctx, campaign, { kind: "approvalAsked", by: email });
    return null;
  },
});

/** Ends a request for approval without a launch. */
export const takeBack = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireDraft(ctx, campaignId, ONLY_DRAFT_CHANGES);
    const asked = await approvalOf(ctx, campaignId);
    if (!asked) return null;
    await ctx.db.delete("approvals", asked._id);
    const event = { actor: asActor(ctx.viewer), subject: campaign.name, details: { campaignId } };
    await audit(ctx, "campaign.approvalTakenBack", event);
    return null;
  },
});
