/** Stops the campaigns of a person who may no longer send any. revokeMadeBy.ts calls this. */
import { mayNotSend } from "../../../lib/messages/campaign-status";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type Campaign, cancelJob, step } from "../campaigns/campaign";
import { finishPausedSoon } from "../campaigns/finishing";
import { type Cause, detailsOf } from "../cause";
import { endingOfCampaign, isLost } from "../endings";

type Status = Doc<"campaigns">["status"];
const MAY_STOP: Status[] = ["scheduled", "sending"];

/**
 * Stops at most `atMost` campaigns that this person wrote, launched, scheduled or resumed, and returns how many. A
 * later call does not find stopped campaigns again, so it continues with the others.
 */
export async function stopCampaigns(
  ctx: MutationCtx,
  userId: string,
  cause: Cause,
  atMost: number,
): Promise<number> {
  const found = new Map<string, Campaign>();
  for (const status of MAY_STOP)
    for (const campaign of await campaignsOf(ctx, userId, status, atMost)) found.set(campaign._id, campaign);
  const ending = [...found.values()].filter((one) => isLost(endingOfCampaign(one), cause.role));
  for (const campaign of ending) await stop(ctx, campaign, cause);
  return ending.length;
}

async function campaignsOf(
  ctx: MutationCtx,
  userId: string,
  status: Status,
  atMost: number,
): Promise<Campaign[]> {
  const campaigns = ctx.db.query("campaigns");
  const [made, started] = await Promise.all([
    campaigns
      .withIndex("by_createdBy_and_status", (q) => q.eq("createdBy", userId).eq("status", status))
      .take(atMost),
    campaigns
      .withIndex("by_startedBy_and_status", (q) => q.eq("startedBy", userId).eq("status", status))
      .take(atMost),
  ]);
  return [...made, ...started];
}

/**
 * Stops one campaign. A scheduled campaign becomes a draft again and a sending campaign is paused, so nothing is lost.
 * The campaign's page shows the reason.
 */
async function stop(ctx: MutationCtx, campaign: Campaign, cause: Cause): Promise<void> {
  const why = mayNotSend(cause.subject);
  const noted = { actor: cause.actor, details: { ...detailsOf(cause), why } };
  if (endingOfCampaign(campaign).then === "unscheduled") {
    const patch = { scheduledFor: undefined, unscheduledBecause: why };
    await step(ctx, campaign, "unschedule", { ...noted, action: "campaign.unscheduled", patch });
  } else {
    await step(ctx, campaign, "pause", {
      ...noted,
      action: "campaign.paused",
      patch: { pausedBecause: why },
    });
    await finishPausedSoon(ctx, campaign._id);
  }
  await cancelJob(ctx, campaign);
}
