/** A campaign in the shape that its own page shows. */
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { maxInFlight, providerRequestsPerSecond } from "../../mail/pace";
import { getBrandRow, usualSender } from "../brand/row";
import type { Viewer } from "../people/viewer";
import type { Campaign } from "./campaign";
import { countsOf } from "./counts";
import { problems } from "./drafts";
import { getFirstPart } from "./firstPart";
import { versionOf } from "./edits";
import { asUpload, uploadsOf } from "./uploads";

/** A campaign with everything that its own page shows. */
export async function asPage(ctx: QueryCtx, campaign: Campaign, { role }: Pick<Viewer, "role">) {
  const {
    _id,
    _creationTime,
    createdAt: _created,
    jobId: _job,
    createdBy: _by,
    startedBy: _starter,
    sortName: _sorted,
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
    usualSender: usualSender(await getBrandRow(ctx)),
    /** Whether the caller may launch, stop and resume it, revoke its invites and export its recipients. */
    mayLaunch: role === "marketer" || role === "admin",
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
