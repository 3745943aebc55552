/** Campaigns in the shape that the marketers' pages show. */
import type { Id } from "../../_generated/dataModel";
import { env, type QueryCtx } from "../../_generated/server";
import { maxInFlight, providerRequestsPerSecond } from "../../mail/pace";
import type { Campaign } from "./campaign";
import { countsOf } from "./counts";
import { problems } from "./drafts";
import { getFirstPart } from "./firstPart";
import { versionOf } from "./edits";
import { asUpload, uploadsOf } from "./uploads";

/** A campaign as a row of the list of campaigns. */
export async function asRow(ctx: QueryCtx, campaign: Campaign) {
  return {
    id: campaign._id,
    createdAt: campaign._creationTime,
    name: campaign.name,
    subject: campaign.subject,
    status: campaign.status,
    scheduledFor: campaign.scheduledFor ?? null,
    launchedAt: campaign.launchedAt ?? null,
    stoppedBecause: stoppedBecause(campaign),
    /**
     * The name of the mail provider's error that stopped the campaign, for which the page may have a message of its
     * own.
     */
    stoppedByError: campaign.status === "paused" ? (campaign.pausedError ?? null) : null,
    counts: await countsOf(ctx, campaign._id),
  };
}

/** The reason why the campaign stopped; null if it has not stopped or a marketer stopped it. */
function stoppedBecause({ status, pausedBecause, unscheduledBecause }: Campaign): string | null {
  if (status === "paused") return pausedBecause ?? null;
  return status === "draft" ? (unscheduledBecause ?? null) : null;
}

/** A campaign with everything that its own page shows. */
export async function asPage(ctx: QueryCtx, campaign: Campaign) {
  const {
    _id,
    _creationTime,
    jobId: _job,
    createdBy: _by,
    startedBy: _starter,
    edits = {},
    ...rest
  } = campaign;
  return {
    ...rest,
    id: _id,
    createdAt: _creationTime,
    counts: await countsOf(ctx, _id),
    edits,
    version: versionOf(campaign),
    problems: campaign.status === "draft" ? await problems(ctx, campaign) : [],
    /** Uploads to this campaign, from any page. */
    uploads: campaign.status === "draft" ? (await uploadsOf(ctx, _id)).map(asUpload) : [],
    /** The name of the mail provider's error, while a batch is being repeated because of it. */
    trouble: campaign.status === "sending" ? await troubleOf(ctx, _id) : null,
    /** The size of the first part, while the campaign waits for its results. */
    checking: campaign.status === "sending" ? await checkingOf(ctx, _id) : null,
    requestsPerSecond: providerRequestsPerSecond(),
    from: env.MAIL_FROM,
  };
}

async function checkingOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<number | null> {
  const part = await getFirstPart(ctx, campaignId);
  return part && !part.isOver ? part.size : null;
}

async function troubleOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<string | null> {
  for (const status of ["sending", "waiting"] as const) {
    const batches = await ctx.db
      .query("batches")
      .withIndex("by_campaign_and_status", (q) => q.eq("campaignId", campaignId).eq("status", status))
      .take(maxInFlight());
    const failed = batches.find(({ error }) => error !== undefined);
    if (failed?.error !== undefined) return failed.error;
  }
  return null;
}
