import { parseEmailAddress } from "@latchkey/login-links/http";
import { v } from "convex/values";
import type { CreateEmailOptions } from "resend";
import * as messages from "../lib/messages/campaign-preview";
import type { CampaignDraft } from "../emails/campaign-template";
import { type CampaignTemplate, fillCampaignTemplate } from "../emails/fill-campaign-template";
import { inboxLineOf } from "../emails/inbox-line";
import { mergeFieldsOf, missingFields } from "../lib/used-fields";
import { replyToOf } from "../lib/reply-to";
import { internal } from "./_generated/api";
import { env } from "./_generated/server";
import { fail } from "./errors";
import { writerAction } from "./functions";
import { callResend } from "./mail/resend";
import { templateOptions } from "./mail/templateOptions";
import { postalAddressOf } from "./model/brand/row";
import { checkDraft } from "./model/campaigns/drafts";
import { unsubscribeHeaders } from "./model/campaigns/unsubscribe";
import { messageTexts } from "./validators";
import type { SavedBrand } from "./model/brand/validator";

const MAX_TEST_ADDRESSES = 5;
const SOMEBODY = { email: "ada@example.com", name: "Ada Lovelace", fields: {} };

/**
 * The campaign's mail as it is, or was, sent to one recipient. Without a recipient it is filled in for an example. The
 * links in it do not work. `texts` replaces the saved texts of a draft by those that somebody is typing. With
 * `isReminder`, `texts` are those of an automatic reminder, which is rendered when it begins, also after the launch.
 */
export const render = writerAction({
  args: {
    campaignId: v.id("campaigns"),
    recipientId: v.optional(v.id("recipients")),
    texts: v.optional(messageTexts),
    isReminder: v.optional(v.boolean()),
  },
  handler: async (ctx, { texts = {}, isReminder = false, ...args }): Promise<Preview> => {
    checkDraft(texts);
    const {
      campaign: saved,
      recipient,
      template,
      brand,
    } = await ctx.runQuery(internal.model.campaigns.previews.toPreview, args);
    const kept = isReminder ? null : template;
    const campaign = kept === null ? { ...saved, ...texts } : saved;
    const used =
      kept === null ? await renderTemplate(campaign, brand) : (JSON.parse(kept) as CampaignTemplate);
    const shown = recipient ?? SOMEBODY;
    const urls = {
      linkUrl: `${env.SITE_URL}/login/callback?token=preview`,
      unsubscribeUrl: `${env.SITE_URL}/unsubscribe`,
    };
    const { subject, preheader, body, buttonLabel } = campaign;
    const missing = missingFields(mergeFieldsOf(subject, preheader, body, buttonLabel), shown);
    const mail = fillCampaignTemplate(used, shown, urls);
    return {
      ...mail,
      inboxLine: inboxLineOf(mail.html),
      missing,
      shownAs: shown.email,
      isExample: recipient === null,
    };
  },
});

interface Preview {
  subject: string;
  html: string;
  text: string;
  /** The text that an inbox shows beside the subject. */
  inboxLine: string;
  /** Variables without a fallback that this recipient has no value for. */
  missing: string[];
  shownAs: string;
  /** True if the campaign has no recipient yet, so that the preview shows an example. */
  isExample: boolean;
}

/**
 * Sends a test mail to at most five addresses; writers, only to saved test recipients and to themselves. Each mail has
 * a link that signs in its address; the address's other links keep working. The postal address, the unsubscribe link
 * and suppressions work as in the real mail. `failed` has the reason for each address that got no mail.
 */
export const sendTest = writerAction({
  args: {
    campaignId: v.id("campaigns"),
    to: v.array(v.string()),
    recipientId: v.optional(v.id("recipients")),
  },
  handler: async (
    ctx,
    { to, ...args },
  ): Promise<{ sent: string[]; failed: { email: string; error: string }[] }> => {
    const emails = readAddresses(to);
    const { campaign, recipient, brand, from, problem } = await ctx.runQuery(
      internal.model.campaigns.previews.toPreview,
      args,
    );
    if (postalAddressOf(brand) === "") fail("misconfigured", messages.NO_POSTAL_ADDRESS);
    if (problem !== null) fail("invalid", problem);
    const template = await renderTemplate(campaign, brand);
    const by = { id: ctx.viewer.id, email: ctx.viewer.email, role: ctx.viewer.role };
    const minted = await ctx.runMutation(internal.model.campaigns.previews.mintTestLinks, {
      ...args,
      emails,
      by,
    });
    if (minted.links.length > 0)
      await ctx.runMutation(internal.model.pictures.pictures.markMailed, { body: campaign.body });
    const mails = minted.links.map(({ email, linkUrl, unsubscribe }) => {
      const urls = { linkUrl, unsubscribeUrl: unsubscribe.page, sentTo: email };
      const mail = fillCampaignTemplate(template, recipient ?? SOMEBODY, urls);
      return {
        from,
        to: email,
        ...replyToOf(campaign.replyTo),
        ...mail,
        subject: messages.testSubject(mail.subject),
        headers: unsubscribeHeaders(unsubscribe),
      };
    });
    const whyRejected = await sendAtOnce(mails);
    const failed = [
      ...minted.rejected,
      ...mails.flatMap(({ to: email }, index) => {
        const error = whyRejected(index);
        return error === undefined ? [] : [{ email, error }];
      }),
    ];
    return { sent: emails.filter((email) => !failed.some((one) => one.email === email)), failed };
  },
});

function readAddresses(inputs: string[]): string[] {
  const emails = inputs.map(
    (input) => parseEmailAddress(input) ?? fail("invalid", messages.notAnAddress(input), "to"),
  );
  const unique = [...new Set(emails)];
  if (unique.length < 1 || unique.length > MAX_TEST_ADDRESSES) fail("invalid", messages.ONE_TO_FIVE, "to");
  return unique;
}

/**
 * Sends all mails in one request, because the provider's rate limit counts requests. The returned function gives the
 * reason why the mail with this index was rejected, or undefined.
 */
async function sendAtOnce(mails: CreateEmailOptions[]): Promise<(index: number) => string | undefined> {
  if (mails.length === 0) return () => undefined;
  const { data, error } = await callResend((resend, signal) =>
    resend.batch.send(mails, { batchValidation: "permissive", signal }),
  );
  if (error) return () => `${error.name}: ${error.message}`;
  const wrong = new Map(data.errors?.map(({ index, message }) => [index, message]));
  return (index) => wrong.get(index);
}

async function renderTemplate(campaign: CampaignDraft, brand: SavedBrand | null) {
  const { renderCampaignTemplate } = await import("../emails/campaign-template");
  return renderCampaignTemplate(campaign, templateOptions(brand));
}
