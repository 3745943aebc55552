/** The list of campaigns, and actions on several campaigns at once. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { labelOf, MOST_LABELS } from "../lib/campaign-labels";
import { CAMPAIGN_SORTS, MOST_AT_ONCE } from "../lib/campaign-list";
import * as messages from "../lib/messages/campaign-list";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { setArchived } from "./model/campaigns/archive";
import { labelsInUse, setLabels } from "./model/campaigns/labels";
import { listCampaigns } from "./model/campaigns/listing";
import type { Viewer } from "./model/people/viewer";
import { campaignStatus } from "./validators";

type Campaign = Doc<"campaigns">;

const MAX_SEARCH = 200;
const campaignSort = v.union(...CAMPAIGN_SORTS.map((sort) => v.literal(sort)));

/**
 * Campaigns, each with its counters. `search` finds campaigns by the beginnings of the words in their name and subject.
 * A search or a label shows at most MOST_MATCHES campaigns, on one page. Archived campaigns are listed only with
 * `isArchived`, deleted drafts only with that status. The order `accepted` lists only campaigns that have mailed
 * somebody.
 */
export const list = writerQuery({
  args: {
    search: v.optional(v.string()),
    status: v.optional(campaignStatus),
    label: v.optional(v.string()),
    sort: v.optional(campaignSort),
    isArchived: v.optional(v.boolean()),
    paginationOpts: paginationOptsValidator,
  },
  handler: (ctx, { paginationOpts, search = "", sort = "newest", isArchived = false, ...rest }) =>
    listCampaigns(ctx, { ...rest, search: search.slice(0, MAX_SEARCH), sort, isArchived }, paginationOpts),
});

/** The labels that campaigns have, sorted. */
export const labels = writerQuery({ args: {}, handler: (ctx) => labelsInUse(ctx) });

/**
 * Archives campaigns, or takes them out of the archive. A campaign that is scheduled, being sent or paused is skipped,
 * because it may need attention. Returns the number of campaigns that were changed.
 */
export const archive = writerMutation({
  args: { campaignIds: v.array(v.id("campaigns")), isArchived: v.boolean() },
  handler: async (ctx, { campaignIds, isArchived }) => {
    const campaigns = await someCampaigns(ctx, campaignIds);
    const changing = campaigns.filter(
      (one) => (one.isArchived ?? false) !== isArchived && !(isArchived && isActive(one)),
    );
    for (const campaign of changing) {
      await setArchived(ctx, campaign._id, isArchived);
      await note(ctx, campaign, isArchived ? "campaign.archived" : "campaign.unarchived");
    }
    return { changed: changing.length, active: isArchived ? campaigns.filter(isActive).length : 0 };
  },
});

/** Adds labels to campaigns and removes others. A campaign has at most MOST_LABELS labels. */
export const label = writerMutation({
  args: {
    campaignIds: v.array(v.id("campaigns")),
    add: v.array(v.string()),
    remove: v.array(v.string()),
  },
  handler: async (ctx, { campaignIds, add, remove }) => {
    const added = add.map(labelOf).filter((one) => one !== "");
    for (const campaign of await someCampaigns(ctx, campaignIds)) {
      const old = campaign.labels ?? [];
      const next = [...new Set([...old.filter((one) => !remove.includes(one)), ...added])];
      if (next.length > MOST_LABELS)
        fail("invalid", messages.tooManyLabels(campaign.name, MOST_LABELS), "add");
      if (next.join("\n") === old.join("\n")) continue;
      await setLabels(ctx, campaign, next);
      await note(ctx, campaign, "campaign.labelled", { labels: next.join(", ") });
    }
    return null;
  },
});

const isActive = ({ status }: Campaign): boolean => ["scheduled", "sending", "paused"].includes(status);

async function someCampaigns(ctx: MutationCtx, ids: Id<"campaigns">[]): Promise<Campaign[]> {
  if (ids.length > MOST_AT_ONCE) fail("invalid", messages.tooManyAtOnce(MOST_AT_ONCE));
  const campaigns = await Promise.all([...new Set(ids)].map((id) => ctx.db.get("campaigns", id)));
  return campaigns.filter((campaign) => campaign !== null).filter(({ status }) => status !== "deleted");
}

function note(
  ctx: MutationCtx & { viewer: Viewer },
  { _id, name }: Campaign,
  action: "campaign.archived" | "campaign.unarchived" | "campaign.labelled",
  details: Record<string, string> = {},
): Promise<void> {
  const event = { actor: asActor(ctx.viewer), subject: name, details: { campaignId: _id, ...details } };
  return audit(ctx, action, event);
}
