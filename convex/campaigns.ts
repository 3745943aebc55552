import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { partial } from "convex-helpers/validators";
import { internal } from "./_generated/api";
import { env } from "./_generated/server";
import { fail } from "./errors";
import { internalMutation, internalQuery, marketerMutation, marketerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { after } from "./model/campaigns/status";
import {
  blanks,
  cancelJob,
  checkDraft,
  type Campaign,
  type Draft,
  problems as problemsOf,
  requireCampaign,
  startSending,
  step,
} from "./model/campaigns/campaign";
import { repeatUnanswered } from "./model/campaigns/batches";
import { countsOf, hoursOf } from "./model/campaigns/counts";
import { requireProof } from "./model/people/proof";
import { copyAudience } from "./model/campaigns/reminders";
import { providerRequestsPerSecond } from "./rateLimits";
import { campaignDraft, campaignStatus } from "./validators";

const MAX_SCHEDULE_AHEAD = 365 * 24 * 3_600_000;

const EMPTY: Draft = {
  name: "Untitled campaign",
  subject: "",
  preheader: "",
  body: "",
  buttonLabel: "Accept the invitation",
  next: "/dashboard",
  lifetimeDays: 14,
};

/** Campaigns, newest first, each with its counters. */
export const list = marketerQuery({
  args: { paginationOpts: paginationOptsValidator, status: v.optional(campaignStatus) },
  handler: async (ctx, { paginationOpts, status }) => {
    const campaigns = status
      ? ctx.db.query("campaigns").withIndex("by_status", (q) => q.eq("status", status))
      : ctx.db.query("campaigns");
    const result = await campaigns.order("desc").paginate(paginationOpts);
    const page = await Promise.all(
      result.page.map(async (campaign) => ({
        id: campaign._id,
        createdAt: campaign._creationTime,
        name: campaign.name,
        subject: campaign.subject,
        status: campaign.status,
        scheduledFor: campaign.scheduledFor ?? null,
        launchedAt: campaign.launchedAt ?? null,
        stoppedBecause: stoppedBecause(campaign),
        counts: await countsOf(ctx, campaign._id),
      })),
    );
    return { ...result, page };
  },
});

/** One campaign with all of its draft, its counters, and what keeps it from being launched. Null when there is none. */
export const get = marketerQuery({
  args: { campaignId: v.string() },
  handler: async (ctx, args) => {
    const id = ctx.db.normalizeId("campaigns", args.campaignId);
    const campaign = id && (await ctx.db.get("campaigns", id));
    if (!campaign) return null;
    const { _id, _creationTime, jobId: _job, createdBy: _by, startedBy: _starter, ...rest } = campaign;
    return {
      ...rest,
      id: _id,
      createdAt: _creationTime,
      counts: await countsOf(ctx, _id),
      problems: campaign.status === "draft" ? await problemsOf(ctx, campaign) : [],
      /** Variables that would stay blank for some of the audience. */
      blanks: campaign.status === "draft" ? await blanks(ctx, campaign) : [],
      requestsPerSecond: providerRequestsPerSecond(),
      from: env.MAIL_FROM,
    };
  },
});

/** What happened hour by hour, oldest first, for the chart. */
export const hours = marketerQuery({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }) => hoursOf(ctx, campaignId),
});

export const create = marketerMutation({
  args: {},
  handler: async (ctx) => {
    const campaignId = await ctx.db.insert("campaigns", {
      ...EMPTY,
      status: "draft",
      createdBy: ctx.user.id,
      invitedBy: ctx.user.email,
    });
    await audit(ctx, "campaign.created", {
      actor: asActor(ctx.user),
      subject: EMPTY.name,
      details: { campaignId },
    });
    return campaignId;
  },
});

/** Saves what was typed. Only drafts change. */
export const update = marketerMutation({
  args: { campaignId: v.id("campaigns"), draft: v.object(partial(campaignDraft)) },
  handler: async (ctx, { campaignId, draft }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    if (campaign.status !== "draft") fail("conflict", "Only a draft can be changed.");
    checkDraft(draft);
    await ctx.db.patch("campaigns", campaignId, draft);
    return null;
  },
});

/** Deletes a draft; its audience goes in batches. */
export const remove = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    if (campaign.status !== "draft") fail("conflict", "Only a draft can be deleted.");
    await ctx.db.delete("campaigns", campaignId);
    await ctx.scheduler.runAfter(0, internal.recipients.clearBatch, { campaignId });
    await audit(ctx, "campaign.deleted", { actor: asActor(ctx.user), subject: campaign.name });
    return null;
  },
});

/** Sends now, or at a time; one that waits for its time can be sent now. From here on the audience is frozen. */
export const launch = marketerMutation({
  args: { campaignId: v.id("campaigns"), at: v.optional(v.number()) },
  handler: async (ctx, { campaignId, at }) => {
    await requireProof(ctx, ctx.user, "launch");
    const campaign = await requireCampaign(ctx, campaignId);
    after(campaign, at === undefined ? "launch" : "schedule");
    const [problem] = await problemsOf(ctx, campaign);
    if (problem) fail("invalid", problem.message);
    const actor = asActor(ctx.user);
    const started = { startedBy: ctx.user.id, unscheduledBecause: undefined };
    if (at === undefined) {
      const patch = { ...started, launchedAt: Date.now(), scheduledFor: undefined };
      await step(ctx, campaign, "launch", { actor, action: "campaign.launched", patch });
      await cancelJob(ctx, campaign);
    } else {
      const isSoon = at > Date.now() && at < Date.now() + MAX_SCHEDULE_AHEAD;
      if (!isSoon) fail("invalid", "Choose a time in the coming year.", "at");
      await step(ctx, campaign, "schedule", {
        actor,
        action: "campaign.scheduled",
        patch: { ...started, scheduledFor: at },
      });
    }
    await startSending(ctx, campaignId, at);
    return null;
  },
});

/** Back to a draft, before its time has come. */
export const unschedule = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const patch = { scheduledFor: undefined };
    await step(ctx, campaign, "unschedule", {
      actor: asActor(ctx.user),
      action: "campaign.unscheduled",
      patch,
    });
    await cancelJob(ctx, campaign);
    return null;
  },
});

export const pause = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    await step(ctx, campaign, "pause", { actor: asActor(ctx.user), action: "campaign.paused" });
    await cancelJob(ctx, campaign);
    return null;
  },
});

/** Goes on where it stopped. */
export const resume = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const patch = { pausedBecause: undefined, startedBy: ctx.user.id };
    await step(ctx, campaign, "resume", { actor: asActor(ctx.user), action: "campaign.resumed", patch });
    await repeatUnanswered(ctx, campaignId);
    await startSending(ctx, campaignId);
    return null;
  },
});

/** Stops for good: who is not mailed yet will not be. Invites that are out stay good until they are revoked. */
export const cancel = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const patch = { finishedAt: Date.now(), scheduledFor: undefined };
    await step(ctx, campaign, "cancel", { actor: asActor(ctx.user), action: "campaign.cancelled", patch });
    await cancelJob(ctx, campaign);
    await ctx.scheduler.runAfter(0, internal.sending.withdraw, { campaignId });
    return null;
  },
});

/** Sends once more to those whose mail failed. */
export const retryFailed = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const { failed = 0 } = await countsOf(ctx, campaignId);
    if (failed === 0) fail("conflict", "Nothing has failed.");
    const patch = { finishedAt: undefined, isAudienceChanging: true, startedBy: ctx.user.id };
    await step(ctx, campaign, "reopen", { actor: asActor(ctx.user), action: "campaign.retried", patch });
    await ctx.scheduler.runAfter(0, internal.sending.requeueFailed, { campaignId });
    return null;
  },
});

/** A new draft with the same message and no audience. */
export const duplicate = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    return ctx.db.insert("campaigns", {
      ...draftOf(campaign),
      name: `${campaign.name} (copy)`.slice(0, 200),
      status: "draft",
      createdBy: ctx.user.id,
      invitedBy: ctx.user.email,
    });
  },
});

/** A draft to those who were mailed and have not accepted: each of them once, with a new link that retires the old one. */
export const remind = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    if (campaign.status !== "sent") fail("conflict", "Remind once the campaign has been sent.");
    if (campaign.reminderOf) fail("conflict", "A reminder is sent once: it has no reminder of its own.");
    const reminderId = await ctx.db.insert("campaigns", {
      ...draftOf(campaign),
      name: `Reminder: ${campaign.name}`.slice(0, 200),
      subject: `Reminder: ${campaign.subject}`.slice(0, 200),
      status: "draft",
      createdBy: ctx.user.id,
      invitedBy: ctx.user.email,
      reminderOf: campaignId,
      isAudienceChanging: true,
    });
    await ctx.scheduler.runAfter(0, internal.campaigns.copyForReminder, {
      from: campaignId,
      to: reminderId,
      cursor: null,
    });
    await audit(ctx, "campaign.reminded", {
      actor: asActor(ctx.user),
      subject: campaign.name,
      details: { campaignId, reminderId },
    });
    return reminderId;
  },
});

export const copyForReminder = internalMutation({
  args: { from: v.id("campaigns"), to: v.id("campaigns"), cursor: v.union(v.string(), v.null()) },
  handler: (ctx, args) => copyAudience(ctx, args),
});

/** What the preview and the test mail are made of. */
export const toPreview = internalQuery({
  args: { campaignId: v.id("campaigns"), recipientId: v.optional(v.id("recipients")) },
  handler: async (ctx, { campaignId, recipientId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const chosen = recipientId
      ? await ctx.db.get("recipients", recipientId)
      : await ctx.db
          .query("recipients")
          .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
          .first();
    return { campaign, recipient: chosen?.campaignId === campaignId ? chosen : null };
  },
});

/** Why it does not go out, where that was nobody's choice. */
function stoppedBecause({ status, pausedBecause, unscheduledBecause }: Campaign): string | null {
  if (status === "paused") return pausedBecause ?? null;
  return status === "draft" ? (unscheduledBecause ?? null) : null;
}

function draftOf({ name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo }: Draft): Draft {
  return { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo };
}
