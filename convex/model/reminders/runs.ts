/** The jobs that queue due people: at most one for each reminder of a campaign. */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

/** One reminder of a campaign. */
export interface Where {
  campaignId: Id<"campaigns">;
  number: number;
}

export function dueNow(ctx: MutationCtx, { campaignId, number }: Where) {
  return ctx.db
    .query("dueReminders")
    .withIndex("by_campaign_and_number_and_dueAt", (q) =>
      q.eq("campaignId", campaignId).eq("number", number).lte("dueAt", Date.now()),
    );
}

/** Schedules the claim, unless it is scheduled or running already. */
export async function claimUnlessRunning(ctx: MutationCtx, where: Where): Promise<void> {
  const run = await runOf(ctx, where);
  const job = run && (await ctx.db.system.get("_scheduled_functions", run.jobId));
  if (job?.state.kind !== "pending" && job?.state.kind !== "inProgress") await claimSoon(ctx, where);
}

export async function claimSoon(ctx: MutationCtx, where: Where): Promise<void> {
  const jobId = await ctx.scheduler.runAfter(0, internal.model.reminders.claiming.claim, where);
  const run = await runOf(ctx, where);
  if (run) await ctx.db.patch("reminderRuns", run._id, { jobId });
  else await ctx.db.insert("reminderRuns", { ...where, jobId });
}

function runOf(ctx: MutationCtx, { campaignId, number }: Where): Promise<Doc<"reminderRuns"> | null> {
  return ctx.db
    .query("reminderRuns")
    .withIndex("by_campaign_and_number", (q) => q.eq("campaignId", campaignId).eq("number", number))
    .unique();
}
