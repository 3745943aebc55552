/** Campaigns in the shape that the list of campaigns shows. */
import type { QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";
import { countsOf } from "./counts";
import { rateOf } from "./rates";

export type CampaignRow = Awaited<ReturnType<typeof asRow>>;

/** A campaign as a row of the list of campaigns. */
export async function asRow(ctx: QueryCtx, campaign: Campaign) {
  const counts = await countsOf(ctx, campaign._id);
  return {
    id: campaign._id,
    createdAt: campaign._creationTime,
    name: campaign.name,
    subject: campaign.subject,
    status: campaign.status,
    scheduledFor: campaign.scheduledFor ?? null,
    launchedAt: campaign.launchedAt ?? null,
    deletedAt: campaign.deletedAt ?? null,
    stoppedBecause: stoppedBecause(campaign),
    /**
     * The name of the mail provider's error that stopped the campaign, for which the page may have a message of its
     * own.
     */
    stoppedByError: campaign.status === "paused" ? (campaign.pausedError ?? null) : null,
    isArchived: campaign.isArchived ?? false,
    labels: campaign.labels ?? [],
    counts,
    /** The share of the mailed people who have accepted, from 0 to 1; null if nobody was mailed. */
    acceptedRate: rateOf(counts),
  };
}

/** The reason why the campaign stopped; null if it has not stopped or a marketer stopped it. */
function stoppedBecause({ status, pausedBecause, unscheduledBecause }: Campaign): string | null {
  if (status === "paused") return pausedBecause ?? null;
  return status === "draft" ? (unscheduledBecause ?? null) : null;
}
