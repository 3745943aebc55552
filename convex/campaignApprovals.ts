/** Requests for approval: somebody who may write but not launch asks somebody who may. */
import { v } from "convex/values";
import { ONLY_DRAFT_CHANGES } from "../lib/messages/campaign-draft";
import { ASKED_TOO_OFTEN } from "../lib/messages/campaign-approval";
import { fail } from "./errors";
import { writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { announce } from "./model/campaignNotices/announce";
import { approvalOf, asItIs, hasChangedSince } from "./model/campaigns/approval";
import { requireDraft } from "./model/campaigns/drafts";
import { requireLaunchable } from "./model/campaigns/launching";
import { takeFrom } from "./rateLimits";

/** Who asked for approval of a draft, and whether its text or audience has changed since. Null if nobody has asked. */
export const get = writerQuery({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const asked = campaign && (await approvalOf(ctx, campaignId));
    if (!asked) return null;
    const { email, askedAt } = asked;
    return { email, askedAt, hasChanged: await hasChangedSince(ctx, campaign, asked) };
  },
});

/**
 * Asks for approval of a draft that could be launched as it is. Asking again replaces the request, and does nothing if
 * the same person has asked and nothing has changed since.
 */
export const ask = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireDraft(ctx, campaignId, ONLY_DRAFT_CHANGES);
    await requireLaunchable(ctx, campaign, undefined);
    const { id: userId, email } = ctx.viewer;
    const before = await approvalOf(ctx, campaignId);
    if (before?.userId === userId && !(await hasChangedSince(ctx, campaign, before))) return null;
    if (!(await takeFrom(ctx, "approvalsPerWriterADay", userId)).ok) fail("conflict", ASKED_TOO_OFTEN);
    const request = { userId, email, askedAt: Date.now(), ...(await asItIs(ctx, campaign)) };
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
