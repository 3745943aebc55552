import { v } from "convex/values";
import type { CreateEmailOptions } from "resend";
import type { CampaignDraft } from "../emails/campaign-template";
import { fillCampaignTemplate } from "../emails/fill-campaign-template";
import { mergeFieldsOf, missingFields } from "../lib/merge-fields";
import { internal } from "./_generated/api";
import { env, type MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { internalMutation, marketerAction } from "./functions";
import { whyNotMailed } from "./mail/allowList";
import { asActor, audit } from "./model/audit";
import { parseEmailAddress } from "./model/emailAddress";
import { createLink, DAY, linkUrl } from "./model/links/loginLink";
import { signUnsubscribe } from "./model/secrets";
import { getSuppression } from "./model/campaigns/suppressions";
import { noteRequest } from "./mail/pace";
import { unsubscribeHeaders, unsubscribeUrls } from "./model/campaigns/unsubscribe";
import { inTime, resend } from "./mail/resend";
import { takeFrom } from "./rateLimits";

const MAX_TEST_ADDRESSES = 5;
const SOMEBODY = { email: "ada@example.com", name: "Ada Lovelace", fields: {} };

/** The real mail as one recipient would get it, or as an invented one; its links lead nowhere. */
export const render = marketerAction({
  args: { campaignId: v.id("campaigns"), recipientId: v.optional(v.id("recipients")) },
  handler: async (ctx, args): Promise<Preview> => {
    const { campaign, recipient } = await ctx.runQuery(internal.campaigns.toPreview, args);
    const template = await renderTemplate(campaign);
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

/**
 * Sends the mail to at most five addresses, each with a link that works for that address and retires none. All else is as in
 * the real mail: postal address, unsubscribing, suppressions. `failed` says why an address got none.
 */
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
    const emails = readAddresses(to);
    if (!env.POSTAL_ADDRESS)
      fail("misconfigured", "Set POSTAL_ADDRESS: a test mail carries it, as the real one does.");
    const { campaign, recipient } = await ctx.runQuery(internal.campaigns.toPreview, args);
    const template = await renderTemplate(campaign);
    const by = { id: ctx.user.id, email: ctx.user.email };
    const minted = await ctx.runMutation(internal.campaignPreviews.mintTestLinks, { ...args, emails, by });
    const mails = minted.links.map(({ email, linkUrl, unsubscribe }) => {
      const urls = { linkUrl, unsubscribeUrl: unsubscribe.page };
      const mail = fillCampaignTemplate(template, recipient ?? SOMEBODY, urls);
      const { replyTo } = campaign;
      return {
        from: env.MAIL_FROM,
        to: email,
        ...(replyTo ? { replyTo } : {}),
        ...mail,
        subject: `[Test] ${mail.subject}`,
        headers: unsubscribeHeaders(unsubscribe),
      };
    });
    const refused = await sendAtOnce(mails);
    const failed = [
      ...minted.leftOut,
      ...mails.flatMap(({ to: email }, index) => {
        const error = refused(index);
        return error === undefined ? [] : [{ email, error }];
      }),
    ];
    return { sent: emails.filter((email) => !failed.some((one) => one.email === email)), failed };
  },
});

function readAddresses(inputs: string[]): string[] {
  const emails = inputs.map(
    (input) => parseEmailAddress(input) ?? fail("invalid", `${input} is not an address.`, "to"),
  );
  const unique = [...new Set(emails)];
  if (unique.length < 1 || unique.length > MAX_TEST_ADDRESSES)
    fail("invalid", "Name one to five addresses.", "to");
  return unique;
}

/** One request, whatever their number: the account's limit counts those. The answer tells why the n-th was refused. */
async function sendAtOnce(mails: CreateEmailOptions[]): Promise<(index: number) => string | undefined> {
  if (mails.length === 0) return () => undefined;
  const { data, error } = await inTime((signal) =>
    resend().batch.send(mails, { batchValidation: "permissive", signal }),
  );
  if (error) return () => `${error.name}: ${error.message}`;
  const wrong = new Map(data.errors?.map(({ index, message }) => [index, message]));
  return (index) => wrong.get(index);
}

export const mintTestLinks = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    recipientId: v.optional(v.id("recipients")),
    emails: v.array(v.string()),
    by: v.object({ id: v.string(), email: v.string() }),
  },
  handler: async (ctx, { campaignId, emails, by }) => {
    const campaign = await ctx.db.get("campaigns", campaignId);
    const leftOut: { email: string; error: string }[] = [];
    // One after the other: an address that is left out is taken from no limit.
    for (const email of emails) {
      const error = await whyLeftOut(ctx, email, by.id);
      if (error !== null) leftOut.push({ email, error });
    }
    await noteRequest(ctx);
    const welcome = emails.filter((email) => !leftOut.some((one) => one.email === email));
    const links = await Promise.all(
      welcome.map(async (email) => {
        const link = await createLink(ctx, {
          purpose: "test",
          email,
          next: campaign?.next,
          lifetime: DAY,
          verifiesEmail: true,
          mintedBy: asActor(by),
        });
        const unsubscribe = unsubscribeUrls(email, await signUnsubscribe(email));
        return { email, linkUrl: await linkUrl(env.SITE_URL, link), unsubscribe };
      }),
    );
    await audit(ctx, "campaign.tested", {
      actor: asActor(by),
      subject: campaign?.name ?? "",
      details: { campaignId, to: welcome.join(", ") },
    });
    return { links, leftOut };
  },
});

async function whyLeftOut(ctx: MutationCtx, email: string, marketer: string): Promise<string | null> {
  if (await getSuppression(ctx, email)) return "This address is suppressed.";
  const error = whyNotMailed(email);
  if (error !== null) return error;
  const { ok } = await takeFrom(ctx, "testMailsPerMarketerADay", marketer);
  return ok ? null : "You have sent as many test mails as a day allows. Send this one tomorrow.";
}

async function renderTemplate(campaign: CampaignDraft) {
  const options = { siteUrl: env.SITE_URL, senderPostalAddress: env.POSTAL_ADDRESS ?? "" };
  const { renderCampaignTemplate } = await import("../emails/campaign-template");
  return renderCampaignTemplate(campaign, options);
}
