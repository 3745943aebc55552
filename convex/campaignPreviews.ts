import { v } from "convex/values";
import { fillCampaignTemplate, renderCampaignTemplate } from "../emails/campaign-template";
import { mergeFieldsOf, missingFields } from "../lib/merge-fields";
import { internal } from "./_generated/api";
import { env } from "./_generated/server";
import { fail } from "./errors";
import { internalMutation, marketerAction } from "./functions";
import { asActor, audit } from "./model/audit";
import { parseEmailAddress } from "./model/emailAddress";
import { createLink, DAY, linkUrl } from "./model/loginLink";
import { resend } from "./mail/resend";

const MAX_TEST_ADDRESSES = 5;
const SOMEBODY = { email: "ada@example.com", name: "Ada Lovelace", fields: {} };

/** The real mail as one recipient would get it, or as an invented one; its links lead nowhere. */
export const render = marketerAction({
  args: { campaignId: v.id("campaigns"), recipientId: v.optional(v.id("recipients")) },
  handler: async (ctx, args): Promise<Preview> => {
    const { campaign, recipient } = await ctx.runQuery(internal.campaigns.toPreview, args);
    const template = await renderCampaignTemplate(campaign, rendering());
    const reader = recipient ?? SOMEBODY;
    const urls = {
      linkUrl: `${env.SITE_URL}/login/callback?token=preview`,
      unsubscribeUrl: `${env.SITE_URL}/unsubscribe`,
    };
    const { subject, preheader, body, buttonLabel } = campaign;
    const missing = missingFields(mergeFieldsOf(subject, preheader, body, buttonLabel), reader);
    return { ...fillCampaignTemplate(template, reader, urls), missing, shownAs: reader.email };
  },
});

interface Preview {
  subject: string;
  html: string;
  text: string;
  /** Variables that this reader lacks and that have no fallback. */
  missing: string[];
  shownAs: string;
}

/** Sends the mail to at most five addresses, each with a link that works for that address. */
export const sendTest = marketerAction({
  args: {
    campaignId: v.id("campaigns"),
    to: v.array(v.string()),
    recipientId: v.optional(v.id("recipients")),
  },
  handler: async (
    ctx,
    { to, ...args },
  ): Promise<{ sent: string[]; failed: { email: string; error: string }[] }> => {
    const emails = [
      ...new Set(
        to.map((input) => parseEmailAddress(input) ?? fail("invalid", `${input} is not an address.`)),
      ),
    ];
    if (emails.length < 1 || emails.length > MAX_TEST_ADDRESSES)
      fail("invalid", "Name one to five addresses.");
    const { campaign, recipient } = await ctx.runQuery(internal.campaigns.toPreview, args);
    const template = await renderCampaignTemplate(campaign, rendering());
    const urls = await ctx.runMutation(internal.campaignPreviews.mintTestLinks, {
      ...args,
      emails,
      by: { id: ctx.user.id, email: ctx.user.email },
    });
    const reader = recipient ?? SOMEBODY;
    const results = await Promise.all(
      urls.map(async ({ email, linkUrl }) => {
        const mail = fillCampaignTemplate(template, reader, {
          linkUrl,
          unsubscribeUrl: `${env.SITE_URL}/unsubscribe`,
        });
        const { error } = await resend().emails.send({
          from: env.MAIL_FROM,
          to: email,
          ...(campaign.replyTo ? { replyTo: campaign.replyTo } : {}),
          ...mail,
          subject: `[Test] ${mail.subject}`,
        });
        return { email, error: error && `${error.name}: ${error.message}` };
      }),
    );
    return {
      sent: results.flatMap(({ email, error }) => (error ? [] : [email])),
      failed: results.flatMap(({ email, error }) => (error ? [{ email, error }] : [])),
    };
  },
});

export const mintTestLinks = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    recipientId: v.optional(v.id("recipients")),
    emails: v.array(v.string()),
    by: v.object({ id: v.string(), email: v.string() }),
  },
  handler: async (ctx, { campaignId, emails, by }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const links = await Promise.all(
      emails.map(async (email) => {
        const link = await createLink(ctx, {
          purpose: "minted",
          email,
          next: campaign?.next,
          lifetime: DAY,
          verifiesEmail: true,
          mintedBy: asActor(by),
        });
        return { email, linkUrl: await linkUrl(env.SITE_URL, link) };
      }),
    );
    await audit(ctx, "campaign.tested", {
      actor: asActor(by),
      subject: campaign?.name ?? "",
      details: { campaignId, to: emails.join(", ") },
    });
    return links;
  },
});

function rendering() {
  return { siteUrl: env.SITE_URL, senderPostalAddress: env.POSTAL_ADDRESS ?? "" };
}
