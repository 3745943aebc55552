import { v } from "convex/values";
import { copyOf } from "../lib/messages/campaigns";
import { NOTHING_FAILED } from "../lib/messages/campaign-status";
import { TOO_LATE } from "../lib/messages/campaign-launch";
import { ONLY_DRAFT_CHANGES } from "../lib/messages/campaign-draft";
import { internal } from "./_generated/api";
import { fail } from "./errors";
import { marketerMutation, writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { approve } from "./model/campaigns/approval";
import { cancelJob, requireCampaign, step } from "./model/campaigns/campaign";
import { countsOf } from "./model/campaigns/counts";
import { checkDraft, createDraft, draftOf, EMPTY_DRAFT, requireDraft } from "./model/campaigns/drafts";
import { saveFields } from "./model/campaigns/edits";
import { finishPausedSoon, hasOnlyFailures } from "./model/campaigns/finishing";
import { setFirstPart } from "./model/campaigns/firstPart";
import { requireLaunchable } from "./model/campaigns/launching";
import { createReminder } from "./model/campaigns/reminders";
import { acceptDanger } from "./model/campaigns/safety";
import { requireSender } from "./model/campaigns/sender";
import { startSending } from "./model/campaigns/starting";
import { after } from "./model/campaigns/status";
import { asPage } from "./model/campaigns/views";
import { requireProof } from "./model/people/proof";
import { campaignDraft } from "./validators";

const { requeueFailed } = internal.model.campaigns.sending;
const MAX_SCHEDULE_AHEAD = 365 * 24 * 3_600_000;

/**
 * One campaign with its whole draft, its counters, and the reasons why it cannot be launched yet. Null if there is
 * none, or if it was deleted.
 */
export const get = writerQuery({
  args: { campaignId: v.string() },
  handler: async (ctx, args) => {
    const id = ctx.db.normalizeId("campaigns", args.campaignId);
    const campaign = id && (await ctx.db.get("campaigns", id));
    return campaign && campaign.status !== "deleted" ? asPage(ctx, campaign, ctx.viewer) : null;
  },
});

export const create = writerMutation({
  args: {},
  handler: async (ctx) => {
    const campaignId = await createDraft(ctx, ctx.viewer, EMPTY_DRAFT);
    await audit(ctx, "campaign.created", {
      actor: asActor(ctx.viewer),
      subject: EMPTY_DRAFT.name,
      details: { campaignId },
    });
    return campaignId;
  },
});

/**
 * Saves fields of a draft while its author types. `seen` has the version of each field that the author has seen. If
 * somebody else has saved a newer version, the call fails with `changed` and saves nothing. `writer` identifies the
 * open page.
 * @returns the version of each field that was saved
 */
export const update = writerMutation({
  args: {
    campaignId: v.id("campaigns"),
    draft: v.object(campaignDraft).partial(),
    seen: v.optional(v.record(v.string(), v.number())),
    writer: v.optional(v.string()),
  },
  handler: async (ctx, { campaignId, draft, seen = {}, writer = ctx.viewer.id }) => {
    const campaign = await requireDraft(ctx, campaignId, ONLY_DRAFT_CHANGES);
    checkDraft(draft);
    await requireSender(ctx, draft);
    return saveFields(ctx, campaign, draft, { seen, writer, by: ctx.viewer.email });
  },
});

/**
 * Launches a campaign now or at the time `at`. A scheduled campaign can still be launched at once. The audience cannot
 * change after this call. `confirmed` is what the page showed when the button was pressed; if it has changed since, the
 * call fails with `changed`.
 */
export const launch = marketerMutation({
  args: {
    campaignId: v.id("campaigns"),
    at: v.optional(v.number()),
    confirmed: v.optional(
      v.object({ recipients: v.number(), removed: v.optional(v.number()), version: v.number() }),
    ),
    /** True to send everything at once instead of waiting for the results of a large campaign's first part. */
    skipCheck: v.optional(v.boolean()),
  },
  handler: async (ctx, { campaignId, at, confirmed, skipCheck = false }) => {
    await requireProof(ctx, ctx.viewer, "launch");
    const campaign = await requireCampaign(ctx, campaignId);
    after(campaign, at === undefined ? "launch" : "schedule");
    await requireLaunchable(ctx, campaign, confirmed);
    if (campaign.status === "draft") await setFirstPart(ctx, campaignId, skipCheck);
    const actor = asActor(ctx.viewer);
    const details = await approve(ctx, campaign);
    const started = { startedBy: ctx.viewer.id, unscheduledBecause: undefined };
    if (at === undefined) {
      const patch = { ...started, launchedAt: Date.now(), scheduledFor: undefined };
      await step(ctx, campaign, "launch", { actor, action: "campaign.launched", patch, details });
      await cancelJob(ctx, campaign);
    } else {
      const isSoon = at > Date.now() && at < Date.now() + MAX_SCHEDULE_AHEAD;
      if (!isSoon) fail("invalid", TOO_LATE, "at");
      await step(ctx, campaign, "schedule", {
        actor,
        action: "campaign.scheduled",
        patch: { ...started, scheduledFor: at },
        details,
      });
    }
    await startSending(ctx, campaignId, at);
    return null;
  },
});

/** Turns a scheduled campaign into a draft again. */
export const unschedule = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const patch = { scheduledFor: undefined };
    await step(ctx, campaign, "unschedule", {
      actor: asActor(ctx.viewer),
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
    await step(ctx, campaign, "pause", { actor: asActor(ctx.viewer), action: "campaign.paused" });
    await cancelJob(ctx, campaign);
    await finishPausedSoon(ctx, campaignId);
    return null;
  },
});

/** Continues a paused campaign. If all of its emails have failed, they are queued again. */
export const resume = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const onlyFailed = await hasOnlyFailures(ctx, campaignId);
    const patch = {
      pausedBecause: undefined,
      pausedError: undefined,
      startedBy: ctx.viewer.id,
      ...(onlyFailed ? { isAudienceChanging: true } : {}),
    };
    await step(ctx, campaign, "resume", { actor: asActor(ctx.viewer), action: "campaign.resumed", patch });
    await acceptDanger(ctx, campaign);
    await ctx.runMutation(internal.model.campaigns.recovery.repeatUnanswered, { campaignId });
    if (onlyFailed) await ctx.scheduler.runAfter(0, requeueFailed, { campaignId });
    await startSending(ctx, campaignId);
    return null;
  },
});

/**
 * Stops a campaign permanently. Queued recipients get no mail. Invites that were sent stay valid until they are
 * revoked.
 */
export const cancel = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const patch = { finishedAt: Date.now(), scheduledFor: undefined, pausedBecause: undefined };
    await step(ctx, campaign, "cancel", { actor: asActor(ctx.viewer), action: "campaign.cancelled", patch });
    await cancelJob(ctx, campaign);
    await ctx.scheduler.runAfter(0, internal.model.campaigns.sending.withdraw, { campaignId });
    return null;
  },
});

/** Sends the mail again to the recipients for whom it failed. */
export const retryFailed = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const { failed = 0 } = await countsOf(ctx, campaignId);
    if (failed === 0) fail("conflict", NOTHING_FAILED);
    const patch = { finishedAt: undefined, isAudienceChanging: true, startedBy: ctx.viewer.id };
    await step(ctx, campaign, "reopen", { actor: asActor(ctx.viewer), action: "campaign.retried", patch });
    await ctx.scheduler.runAfter(0, requeueFailed, { campaignId });
    return null;
  },
});

/** Creates a draft with the same message and reminders and no audience, and returns its id. */
export const duplicate = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const name = copyOf(campaign.name).slice(0, 200);
    const copyId = await createDraft(ctx, ctx.viewer, { ...draftOf(campaign), name });
    await ctx.runMutation(internal.model.reminders.copying.copy, { from: campaignId, to: copyId });
    return copyId;
  },
});

/**
 * Creates a draft of a reminder to the recipients who were mailed and have not accepted, and returns its id. Each can
 * be reminded once. When a reminder is sent, its link replaces the old one.
 */
export const remind = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const reminderId = await createReminder(ctx, ctx.viewer, campaign);
    await audit(ctx, "campaign.reminded", {
      actor: asActor(ctx.viewer),
      subject: campaign.name,
      details: { campaignId, reminderId },
    });
    return reminderId;
  },
});
