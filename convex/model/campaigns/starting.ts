/** Schedules the steps of a sending campaign. This is a small separate file, because many modules evaluate it. */
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { keepStep } from "./campaign";

/**
 * Schedules the rendering and sending for now or for the time `at`, in ms. An action renders the mail, because React
 * Email cannot run in a mutation.
 */
export async function startSending(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  at = Date.now(),
): Promise<void> {
  const jobId = await ctx.scheduler.runAt(at, internal.mail.campaign.prepare, { campaignId });
  await ctx.db.patch("campaigns", campaignId, { jobId });
}

export async function proceedLater(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  wait: number,
): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(wait, internal.model.campaigns.sending.proceed, { campaignId });
  await keepStep(ctx, campaignId, jobId);
}
