import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { NO_SUCH_RECIPIENT } from "../lib/messages/campaign-audience";
import { prefixEnd } from "../lib/prefix-end";
import { fail } from "./errors";
import { marketerMutation, writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { audienceRow, clearAudience, importRows, requireOpenAudience } from "./model/campaigns/audience";
import { requireCampaign } from "./model/campaigns/campaign";
import * as invites from "./model/campaigns/invites";
import { type OpenInvites, openInvitesOn } from "./model/campaigns/openInvites";
import { shownOpening } from "./model/visits/opening";
import { reachedPage, type ReachedStage, reachedStage } from "./model/campaigns/reached";
import { asRecipientRow } from "./model/campaigns/recipientRow";
import { takeOut } from "./model/campaigns/takeOut";
import {
  advanceUpload,
  beginUpload as beginUploadOf,
  endUpload as endUploadOf,
} from "./model/campaigns/uploads";
import { recipientStatus } from "./validators";

/**
 * A campaign's recipients, sorted by address. `reached` is the name of a number on the campaign's page. If it is given,
 * the list contains the people whom that number counts, the latest first; with `domain`, only those of that receiving
 * domain. `search` matches the beginning of an address; together with `reached` a page may be short or empty although
 * more pages follow.
 */
export const list = writerQuery({
  args: {
    campaignId: v.id("campaigns"),
    /** Pages of an earlier build send the last two as statuses. Newer pages send `reached` instead. */
    status: v.optional(v.union(recipientStatus, v.literal("accepted"), v.literal("unsubscribed"))),
    reached: v.optional(reachedStage),
    domain: v.optional(v.string()),
    search: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  handler: async (ctx, { campaignId, status, reached, domain, search = "", paginationOpts }) => {
    const prefix = search.trim().toLowerCase();
    const ofStage = async (stage: ReachedStage) => {
      const found = await reachedPage(ctx, { campaignId, reached: stage, domain, prefix }, paginationOpts);
      return { ...found, page: found.page.map(asRecipientRow) };
    };
    if (status === "accepted" || status === "unsubscribed") return ofStage(status);
    if (reached !== undefined) return ofStage(reached);
    const recipients = status
      ? ctx.db
          .query("recipients")
          .withIndex("by_campaign_and_status_and_email", (q) =>
            q
              .eq("campaignId", campaignId)
              .eq("status", status)
              .gte("email", prefix)
              .lt("email", prefixEnd(prefix)),
          )
      : ctx.db
          .query("recipients")
          .withIndex("by_campaign_and_email", (q) =>
            q.eq("campaignId", campaignId).gte("email", prefix).lt("email", prefixEnd(prefix)),
          );
    const result = await recipients.paginate(paginationOpts);
    return { ...result, page: result.page.map(asRecipientRow) };
  },
});

/**
 * Checks one page of an audience, and returns how many of its recipients have an open invitation from another campaign.
 * `now` is the start of the current minute, in ms.
 */
export const openInvites = writerQuery({
  args: { campaignId: v.id("campaigns"), cursor: v.union(v.string(), v.null()), now: v.number() },
  handler: (ctx, { campaignId, ...page }): Promise<OpenInvites> => openInvitesOn(ctx, campaignId, page),
});

/** One recipient with everything that happened to their mail, for the timeline. */
export const get = writerQuery({
  args: { recipientId: v.id("recipients") },
  handler: async (ctx, { recipientId }) => {
    const recipient = (await ctx.db.get("recipients", recipientId)) ?? fail("not_found", NO_SUCH_RECIPIENT);
    const events = await ctx.db
      .query("deliveryEvents")
      .withIndex("by_recipient", (q) => q.eq("recipientId", recipientId))
      .take(100);
    return {
      ...asRecipientRow(recipient),
      fields: recipient.fields,
      opening: await shownOpening(ctx, recipientId),
      events: events
        .map(({ type, at, details }) => ({ type, at, details: details ?? null }))
        .sort((a, b) => a.at - b.at),
    };
  },
});

const upload = { campaignId: v.id("campaigns"), key: v.string() };

/**
 * Begins an upload, or resumes one. The campaign cannot be launched until `endUpload` is called or the upload expires.
 */
export const beginUpload = writerMutation({
  args: { ...upload, done: v.number(), total: v.number() },
  handler: async (ctx, args) => {
    await requireOpenAudience(ctx, args.campaignId);
    await beginUploadOf(ctx, { ...args, by: ctx.viewer.email });
    return null;
  },
});

/**
 * Ends an upload that is complete or was stopped. Another page may call this as well, to discard the upload; its next
 * rows then fail.
 */
export const endUpload = writerMutation({
  args: upload,
  handler: async (ctx, key) => {
    await endUploadOf(ctx, key);
    return null;
  },
});

/**
 * Adds rows to a draft, at most 500 at once. The report lists each rejected row. `upload` is the key of the upload to
 * which the rows belong.
 */
export const add = writerMutation({
  args: { campaignId: v.id("campaigns"), rows: v.array(audienceRow), upload: v.optional(v.string()) },
  handler: async (ctx, { campaignId, rows, upload }) => {
    const campaign = await requireOpenAudience(ctx, campaignId);
    if (upload !== undefined) await advanceUpload(ctx, { campaignId, key: upload }, rows.length);
    return importRows(ctx, campaign, rows);
  },
});

export const remove = writerMutation({
  args: { recipientId: v.id("recipients") },
  handler: async (ctx, { recipientId }) => {
    const recipient = (await ctx.db.get("recipients", recipientId)) ?? fail("not_found", NO_SUCH_RECIPIENT);
    await requireOpenAudience(ctx, recipient.campaignId);
    await takeOut(ctx, recipient.campaignId, [recipient]);
    return null;
  },
});

/** Removes all recipients of a draft. */
export const clear = writerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    await requireOpenAudience(ctx, campaignId);
    await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: true });
    await clearAudience(ctx, campaignId);
    return null;
  },
});

/** Ends an invite that has not been accepted. */
export const revokeInvite = marketerMutation({
  args: { recipientId: v.id("recipients") },
  handler: async (ctx, { recipientId }) => {
    const recipient = (await ctx.db.get("recipients", recipientId)) ?? fail("not_found", NO_SUCH_RECIPIENT);
    if (!(await invites.revokeInvite(ctx, recipient))) return { revoked: false };
    await audit(ctx, "invite.revoked", {
      actor: asActor(ctx.viewer),
      subject: recipient.email,
      details: { campaignId: recipient.campaignId },
    });
    return { revoked: true };
  },
});

/** Records an export in the audit log. The browser makes the file itself, from the pages of `list`. */
export const noteExport = marketerMutation({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    const { name } = await requireCampaign(ctx, campaignId);
    await audit(ctx, "campaign.exported", {
      actor: asActor(ctx.viewer),
      subject: name,
      details: { campaignId },
    });
    return null;
  },
});
