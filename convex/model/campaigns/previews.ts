/** The data for a preview and for a test mail. */
import { v } from "convex/values";
import { fromHeader } from "../../../lib/brand/sender";
import { DAILY_LIMIT, ONLY_SAVED, SUPPRESSED } from "../../../lib/messages/campaign-preview";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation, internalQuery } from "../../functions";
import { whyNotMailed } from "../../mail/allowList";
import { noteRequest } from "../../mail/pace";
import { takeFrom } from "../../rateLimits";
import { role } from "../../validators";
import { asActor, audit } from "../audit";
import { links } from "../links/links";
import type { Viewer } from "../people/viewer";
import { signUnsubscribe } from "../secrets";
import { requireCampaign } from "./campaign";
import { getBrandRow, usualSender } from "../brand/row";
import { senderProblem } from "./sender";
import { findTemplate } from "./templates";
import { getSuppression } from "./suppressions";
import { mayTestWith } from "./testRecipients";
import { unsubscribeUrls } from "./unsubscribe";

/**
 * The campaign, the recipient to preview as (the chosen one, or the first), and the template that was rendered for
 * sending, if there is one. A preview of a launched campaign uses that template, because the layout of mails may have
 * changed since.
 */
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
    const kept = campaign.status === "draft" ? null : await findTemplate(ctx, campaignId);
    const recipient = chosen?.campaignId === campaignId ? chosen : null;
    const brand = await getBrandRow(ctx);
    return {
      campaign,
      recipient,
      template: kept?.template ?? null,
      brand,
      from: fromHeader(campaign, usualSender(brand)),
      /** Why a test mail cannot be sent from this sender. */
      problem: await senderProblem(ctx, campaign),
    };
  },
});

/** Makes the links of a test mail. `rejected` has the reason for each address that gets no link. */
export const mintTestLinks = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    recipientId: v.optional(v.id("recipients")),
    emails: v.array(v.string()),
    by: v.object({ id: v.string(), email: v.string(), role }),
  },
  handler: async (ctx, { campaignId, emails, by }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const rejected: { email: string; error: string }[] = [];
    // One address at a time, because each valid address uses up a part of the marketer's daily limit.
    for (const email of emails) {
      const error = await whyRejected(ctx, email, by);
      if (error !== null) rejected.push({ email, error });
    }
    await noteRequest(ctx);
    const welcome = emails.filter((email) => !rejected.some((one) => one.email === email));
    const trials = await links.mintMany(ctx, {
      links: welcome.map((email) => ({ email, next: campaign?.next })),
      purpose: "test",
      isMailed: true,
      mintedBy: asActor(by),
    });
    await audit(ctx, "campaign.tested", {
      actor: asActor(by),
      subject: campaign?.name ?? "",
      details: { campaignId, to: welcome.join(", ") },
    });
    const withUrls = trials.map(async (link, index) => {
      const email = welcome[index] ?? "";
      const unsubscribe = unsubscribeUrls(email, await signUnsubscribe(email));
      return { email, linkUrl: await links.url(link), unsubscribe };
    });
    return { links: await Promise.all(withUrls), rejected };
  },
});

type Tester = Pick<Viewer, "id" | "email" | "role">;

async function whyRejected(ctx: MutationCtx, email: string, by: Tester): Promise<string | null> {
  if (!(await mayTestWith(ctx, email, by))) return ONLY_SAVED;
  if (await getSuppression(ctx, email)) return SUPPRESSED;
  const error = whyNotMailed(email);
  if (error !== null) return error;
  const { ok } = await takeFrom(ctx, "testMailsPerMarketerADay", by.id);
  return ok ? null : DAILY_LIMIT;
}
