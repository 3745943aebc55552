/** The reminders that a campaign sends automatically to people who have not accepted. */
import { v } from "convex/values";
import { onlyFor } from "../lib/messages/access-errors";
import { NO_SUCH_RECIPIENT } from "../lib/messages/campaign-audience";
import * as messages from "../lib/messages/reminders";
import { fail } from "./errors";
import { marketerMutation, writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { requireCampaign } from "./model/campaigns/campaign";
import { requireProof } from "./model/people/proof";
import { saveReminders } from "./model/reminders/editing";
import { getReminders } from "./model/reminders/plans";
import { replanSoon, switchOff } from "./model/reminders/switching";
import { asPage, dueOn, ofPerson, zonesOn } from "./model/reminders/views";
import { reminderPlan, reminderStep } from "./validators";

const ofCampaign = { campaignId: v.id("campaigns") };
const page = { ...ofCampaign, cursor: v.union(v.string(), v.null()) };

/** The plan of a campaign's reminders with its steps and their results. Null if the campaign has none. */
export const get = writerQuery({
  args: ofCampaign,
  handler: async (ctx, { campaignId }) => asPage(ctx, await requireCampaign(ctx, campaignId)),
});

/**
 * Saves all reminders of a campaign. `seen` is the version that the page showed; if somebody else has saved since, the
 * call fails with `changed`. After the launch it needs the same role and proof as a launch. @returns the new version
 */
export const save = writerMutation({
  args: {
    ...ofCampaign,
    seen: v.number(),
    rules: v.object(reminderPlan),
    steps: v.array(v.object(reminderStep)),
  },
  handler: async (ctx, { campaignId, ...saved }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    if (campaign.reminderOf) fail("conflict", messages.NO_REMINDER_OF_REMINDER);
    if (campaign.status === "cancelled") fail("conflict", messages.CANCELLED);
    if (campaign.status !== "draft") {
      if (ctx.viewer.role === "writer") fail("forbidden", onlyFor("marketer"));
      await requireProof(ctx, ctx.viewer, "launch");
    }
    return saveReminders(ctx, campaign, saved, ctx.viewer);
  },
});

/** Switches the reminders of a launched campaign off, or on again. Off is allowed without a proof. */
export const setOn = marketerMutation({
  args: { ...ofCampaign, isOn: v.boolean() },
  handler: async (ctx, { campaignId, isOn }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const plan = (await getReminders(ctx, campaignId))?.plan ?? fail("not_found", messages.NO_REMINDERS);
    if (campaign.status === "draft") fail("conflict", messages.STILL_A_DRAFT);
    if (plan.isOn === isOn) return null;
    const actor = asActor(ctx.viewer);
    if (!isOn) {
      await switchOff(ctx, campaign, plan, { actor });
      return null;
    }
    if (campaign.status === "cancelled") fail("conflict", messages.CANCELLED);
    await requireProof(ctx, ctx.viewer, "launch");
    const version = plan.version + 1;
    const approval = { approvedBy: ctx.viewer.id, stoppedBecause: undefined };
    await ctx.db.patch("reminderPlans", plan._id, { isOn, version, ...approval });
    await audit(ctx, "campaign.remindersStarted", { actor, subject: campaign.name, details: { campaignId } });
    await replanSoon(ctx, { campaignId, version });
    return null;
  },
});

/** Counts the time zones on one page of the audience, for the preview before the launch. */
export const zones = writerQuery({
  args: page,
  handler: (ctx, { campaignId, cursor }) => zonesOn(ctx, campaignId, cursor),
});

/** Counts the due reminders on one page, for the preview after the launch. */
export const due = writerQuery({
  args: page,
  handler: (ctx, { campaignId, cursor }) => dueOn(ctx, campaignId, cursor),
});

/** One person's reminders, sent and due. */
export const ofRecipient = writerQuery({
  args: { recipientId: v.id("recipients") },
  handler: async (ctx, { recipientId }) => {
    const recipient = (await ctx.db.get("recipients", recipientId)) ?? fail("not_found", NO_SUCH_RECIPIENT);
    return ofPerson(ctx, recipient);
  },
});
