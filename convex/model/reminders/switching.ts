/** Switches reminders on and off, and brings everybody's next reminder up to date after a change of the plan. */
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { type Actor, audit } from "../audit";
import { lastMailOf, open, setDue } from "./due";
import { getReminders, type Plan } from "./plans";

/** How many people one call brings up to date, or how many rows it deletes. */
const CHUNK = 200;

type Campaign = Doc<"campaigns">;

/** After this has committed, nobody is reminded, except by a request that was sent to the provider before. */
export async function switchOff(
  ctx: MutationCtx,
  { _id: campaignId, name }: Campaign,
  plan: Plan,
  { actor, why }: { actor: Actor; why?: string },
): Promise<void> {
  await ctx.db.patch("reminderPlans", plan._id, {
    ...{ isOn: false, version: plan.version + 1, isOpen: false },
    stoppedBecause: why,
  });
  await audit(ctx, "campaign.remindersStopped", {
    actor,
    subject: name,
    details: { campaignId, ...(why === undefined ? {} : { why }) },
  });
  await ctx.scheduler.runAfter(0, internal.model.reminders.switching.forgetAll, { campaignId });
}

/** Deletes the rows of everybody who is due, unless the reminders have been switched on again. */
export const forgetAll = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const reminders = await getReminders(ctx, campaignId);
    if (reminders?.plan.isOn && campaign?.status !== "cancelled") return;
    const due = await ctx.db
      .query("dueReminders")
      .withIndex("by_campaign_and_number_and_dueAt", (q) => q.eq("campaignId", campaignId))
      .take(CHUNK);
    for (const { _id } of due) await ctx.db.delete("dueReminders", _id);
    if (due.length === CHUNK)
      await ctx.scheduler.runAfter(0, internal.model.reminders.switching.forgetAll, { campaignId });
  },
});

/** Brings everybody's next reminder up to date with the plan. */
export async function replanSoon(
  ctx: MutationCtx,
  { campaignId, version }: Pick<Plan, "campaignId" | "version">,
): Promise<void> {
  const page = { campaignId, version, cursor: null };
  await ctx.scheduler.runAfter(0, internal.model.reminders.switching.replan, page);
}

/**
 * Handles a page of people in each call. Stops if the plan has changed again, because that change starts its own calls.
 */
export const replan = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    version: v.number(),
    cursor: v.union(v.string(), v.null()),
  },
  handler: async (ctx, { campaignId, version, cursor }): Promise<void> => {
    const reminders = await getReminders(ctx, campaignId);
    if (!reminders?.plan.isOn || reminders.plan.version !== version) return;
    await open(ctx, reminders.plan);
    const { page, isDone, continueCursor } = await silentPeople(ctx, campaignId).paginate({
      ...{ numItems: CHUNK, cursor },
    });
    for (const person of page) await setDue(ctx, reminders, person, await lastMailOf(ctx, person));
    if (isDone) return;
    const next = { campaignId, version, cursor: continueCursor };
    await ctx.scheduler.runAfter(0, internal.model.reminders.switching.replan, next);
  },
});

function silentPeople(ctx: MutationCtx, campaignId: Id<"campaigns">) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_acceptedAt", (q) =>
      q.eq("campaignId", campaignId).eq("acceptedAt", undefined),
    );
}
