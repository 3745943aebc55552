import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { cancelJob, step } from "./campaign";
import { finishPausedSoon } from "./finishing";

/** Pauses a campaign for a reason, if it is sending. @param pausedError the name of the mail provider's error */
export async function pauseBecause(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  why: string,
  pausedError?: string,
): Promise<void> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (campaign?.status !== "sending") return;
  await step(ctx, campaign, "pause", {
    actor: { kind: "backend" },
    action: "campaign.paused",
    patch: { pausedBecause: why, pausedError },
    details: { why },
  });
  await cancelJob(ctx, campaign);
  await finishPausedSoon(ctx, campaignId);
}
