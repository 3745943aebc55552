import type { WithoutSystemFields } from "convex/server";
import { NO_SUCH_CAMPAIGN } from "../../../lib/messages/campaign-status";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { type Actor, audit, type AuditAction } from "../audit";
import { announce, noticeOf } from "../campaignNotices/announce";
import { after, type CampaignStep } from "./status";

export type Campaign = Doc<"campaigns">;

/** The campaign. Fails if there is none, or if it is a draft that was deleted. */
export async function requireCampaign(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Campaign> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  return campaign && campaign.status !== "deleted" ? campaign : fail("not_found", NO_SUCH_CAMPAIGN);
}

/** A campaign with one of these statuses may need attention, so it does not stay in the archive. */
const IN_LIST = new Set<Campaign["status"]>(["scheduled", "sending", "paused"]);

/**
 * Enters the name and the subject of a campaign into the list's search and order. This has a transaction of its own, so
 * that saving while somebody types stays small.
 */
export async function enterSoon(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.completion.enter, { campaignId });
}

/** Takes a campaign that has been started out of the archive, in a separate transaction. */
export async function unarchiveSoon(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.model.campaigns.archive.takeOut, { campaignId });
}

/** Changes the status of a campaign and writes an audit row. Fails if the campaign's status does not allow the step. */
export async function step(
  ctx: MutationCtx,
  campaign: Campaign,
  taken: CampaignStep,
  {
    actor,
    action,
    patch = {},
    details,
  }: {
    actor: Actor;
    action: AuditAction;
    patch?: Partial<WithoutSystemFields<Campaign>>;
    details?: Record<string, string | number>;
  },
): Promise<void> {
  const status = after(campaign, taken);
  await ctx.db.patch("campaigns", campaign._id, { status, ...patch });
  const notice = noticeOf(taken, patch);
  if (notice) await announce(ctx, campaign, notice);
  if (campaign.isArchived && IN_LIST.has(status)) await unarchiveSoon(ctx, campaign._id);
  await audit(ctx, action, {
    actor,
    subject: campaign.name,
    details: { campaignId: campaign._id, ...details },
  });
}

/**
 * The row with the next scheduled step of a sending campaign. It is a separate row, because it changes several times a
 * second, and that should not re-run queries that read the campaign or conflict with the batches that read it.
 */
export function nextStepOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"campaignSteps"> | null> {
  return ctx.db
    .query("campaignSteps")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export async function keepStep(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  jobId: Id<"_scheduled_functions">,
): Promise<void> {
  const step = await nextStepOf(ctx, campaignId);
  if (step) await ctx.db.patch("campaignSteps", step._id, { jobId });
  else await ctx.db.insert("campaignSteps", { campaignId, jobId });
}

/**
 * Cancels the scheduled functions of a campaign. A function that has already started checks the campaign's status
 * itself.
 */
export async function cancelJob(ctx: MutationCtx, { _id, jobId }: Campaign): Promise<void> {
  const step = await nextStepOf(ctx, _id);
  for (const id of [jobId, step?.jobId]) {
    const job = id && (await ctx.db.system.get("_scheduled_functions", id));
    if (job?.state.kind === "pending") await ctx.scheduler.cancel(job._id);
  }
  if (jobId) await ctx.db.patch("campaigns", _id, { jobId: undefined });
  if (step) await ctx.db.delete("campaignSteps", step._id);
}
