/** Adds people of earlier campaigns to a draft's audience. */
import { v } from "convex/values";
import { copyOf as copyOfName } from "../lib/messages/campaigns";
import { internal } from "./_generated/api";
import { writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { requireOpenAudience } from "./model/campaigns/audience";
import { beginCopy, copyOf, forgetCopy, stopCopy } from "./model/campaigns/audienceCopies";
import { requireCampaign } from "./model/campaigns/campaign";
import { createDraft, draftOf } from "./model/campaigns/drafts";
import { checkSelection, readStep } from "./model/campaigns/earlierPeople";
import { selection } from "./model/campaigns/selection";

const campaignId = v.id("campaigns");

/**
 * Counts a part of the selected people: how many would be added, and how many are left out for each reason. Pass an
 * empty `after` for the first part, then the `next` of the previous part, until `next` is null. Nobody counts twice.
 */
export const count = writerQuery({
  args: { campaignId, ...selection, after: v.string() },
  handler: async (ctx, { campaignId, after, ...selection }) => {
    checkSelection(selection);
    const { tally, looked, next } = await readStep(ctx, campaignId, selection, after);
    return { tally, looked, next };
  },
});

/** The copy that is running, or the last one until somebody closes its result. Null if there is none. */
export const get = writerQuery({
  args: { campaignId },
  handler: async (ctx, { campaignId }) => {
    const copy = await copyOf(ctx, campaignId);
    if (!copy) return null;
    const { looked, total, tally, finishedAt, isStopped = false } = copy;
    return { looked, total, tally, isOver: finishedAt !== undefined, isStopped };
  },
});

/** Begins to add the selected people. The campaign cannot be launched until they are added. */
export const begin = writerMutation({
  args: { campaignId, ...selection },
  handler: async (ctx, { campaignId, ...selection }) => {
    const campaign = await requireOpenAudience(ctx, campaignId);
    await beginCopy(ctx, campaign, selection);
    await audit(ctx, "campaign.audienceCopied", {
      actor: asActor(ctx.viewer),
      subject: campaign.name,
      details: {
        campaignId,
        sourcesId: selection.sources.join(" "),
        outcomes: selection.outcomes.join(", "),
      },
    });
    return null;
  },
});

/** Stops adding people. Those who were added stay. */
export const stop = writerMutation({
  args: { campaignId },
  handler: async (ctx, { campaignId }) => {
    await stopCopy(ctx, campaignId);
    return null;
  },
});

/** Closes the result of a copy that is over. */
export const dismiss = writerMutation({
  args: { campaignId },
  handler: async (ctx, { campaignId }) => {
    await forgetCopy(ctx, campaignId);
    return null;
  },
});

/** Creates a draft with the same message and reminders, begins to copy the audience into it, and returns its id. */
export const duplicate = writerMutation({
  args: { campaignId },
  handler: async (ctx, { campaignId }) => {
    const original = await requireCampaign(ctx, campaignId);
    const name = copyOfName(original.name).slice(0, 200);
    const draftId = await createDraft(ctx, ctx.viewer, { ...draftOf(original), name });
    await ctx.runMutation(internal.model.reminders.copying.copy, { from: campaignId, to: draftId });
    const draft = await requireCampaign(ctx, draftId);
    await beginCopy(ctx, draft, { sources: [campaignId], outcomes: ["all"] });
    await audit(ctx, "campaign.audienceCopied", {
      actor: asActor(ctx.viewer),
      subject: name,
      details: { campaignId: draftId, sourcesId: campaignId, outcomes: "all" },
    });
    return draftId;
  },
});
