/** The plan of a campaign's reminders and its steps. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { MAX_REMINDERS } from "../../../lib/reminders/limits";

export type Plan = Doc<"reminderPlans">;
export type Step = Doc<"reminderSteps">;
type CampaignId = Id<"campaigns">;

/** A campaign's plan and its steps, in order. */
export interface Reminders {
  plan: Plan;
  steps: Step[];
}

export function getPlan(ctx: QueryCtx, campaignId: CampaignId): Promise<Plan | null> {
  return ctx.db
    .query("reminderPlans")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export function stepsOf(ctx: QueryCtx, campaignId: CampaignId): Promise<Step[]> {
  return ctx.db
    .query("reminderSteps")
    .withIndex("by_campaign_and_number", (q) => q.eq("campaignId", campaignId))
    .take(MAX_REMINDERS);
}

/** Null if the campaign has no reminders. */
export async function getReminders(ctx: QueryCtx, campaignId: CampaignId): Promise<Reminders | null> {
  const plan = await getPlan(ctx, campaignId);
  return plan && { plan, steps: await stepsOf(ctx, campaignId) };
}

/** `waits`: the campaign is paused, so its reminders wait. `over`: nobody is reminded any more. */
export type State = "runs" | "waits" | "over";

export function stateOf(campaign: Doc<"campaigns"> | null, plan: Plan | null): State {
  if (!campaign || !plan?.isOn || campaign.status === "cancelled") return "over";
  return campaign.status === "sending" || campaign.status === "sent" ? "runs" : "waits";
}

/** The campaign that sends this reminder; null if nobody was due yet. */
export async function mailingOf(ctx: QueryCtx, { reminderId }: Step): Promise<Doc<"campaigns"> | null> {
  return reminderId ? ctx.db.get("campaigns", reminderId) : null;
}

/** Deletes the reminders of a campaign that is deleted. It was a draft, so nobody is due. */
export async function removeReminders(ctx: MutationCtx, campaignId: CampaignId): Promise<void> {
  const reminders = await getReminders(ctx, campaignId);
  if (!reminders) return;
  for (const { _id } of reminders.steps) await ctx.db.delete("reminderSteps", _id);
  await ctx.db.delete("reminderPlans", reminders.plan._id);
}
