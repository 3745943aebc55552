import { v } from "convex/values";
import type { CreateEmailOptions } from "resend";
import * as messages from "../../lib/messages/campaign-status";
import { type CampaignTemplate, fillCampaignTemplate } from "../../emails/fill-campaign-template";
import { MAX_TEMPLATE_BYTES } from "../../emails/markdown/size";
import { fromHeader } from "../../lib/brand/sender";
import { replyToOf } from "../../lib/reply-to";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { type ActionCtx, env } from "../_generated/server";
import { internalAction } from "../functions";
import { usualSender } from "../model/brand/row";
import type { BatchToSend } from "../model/campaigns/batches";
import type { ToPrepare } from "../model/campaigns/sending";
import { unsubscribeHeaders, unsubscribeUrls } from "../model/campaigns/unsubscribe";
import { linkUrl } from "../model/links/urls";
import { signUnsubscribe } from "../model/secrets";
import { waitForSlot } from "./pace";
import { callResend, resend, verdictOn } from "./resend";
import { templateOptions } from "./templateOptions";

const { batches, failures, sending } = internal.model.campaigns;

/**
 * Renders a campaign's mail once and starts the sending. If the mail cannot be rendered, the campaign pauses with the
 * reason.
 */
export const prepare = internalAction({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }): Promise<void> => {
    await ctx.runAction(internal.loginLinks.ensureKey, {});
    const found: ToPrepare | null = await ctx.runQuery(sending.toPrepare, { campaignId });
    if (!found) return;
    const of = { campaignId, version: found.version };
    const { fromName = "", fromAddress = "" } = found.campaign;
    const refused = await senderProblemNow(ctx, fromName, fromAddress);
    if (refused !== null) return void (await ctx.runMutation(sending.abandon, { ...of, why: refused }));
    const template = await rendered(found).catch((error: Error) => error);
    if (template instanceof Error) {
      const why = messages.notRendered(template.message);
      return void (await ctx.runMutation(sending.abandon, { ...of, why }));
    }
    await ctx.runMutation(internal.model.pictures.pictures.markMailed, { body: found.campaign.body });
    const from = fromHeader(found.campaign, usualSender(found.brand));
    await ctx.runMutation(sending.begin, { ...of, template, from });
  },
});

/** Why the sender cannot be used, now that the provider was asked again; null if it can. */
async function senderProblemNow(
  ctx: ActionCtx,
  fromName: string,
  fromAddress: string,
): Promise<string | null> {
  if (fromName + fromAddress === "") return null;
  if (fromAddress !== "") await ctx.runAction(internal.mail.senderDomains.refresh, {});
  return ctx.runQuery(internal.model.campaigns.senderDomains.problem, { fromName, fromAddress });
}

/**
 * The rendered template as JSON. Throws if the template is too large for one document, because a mutation that stored
 * it would fail on every retry.
 */
async function rendered({ campaign, brand }: ToPrepare): Promise<string> {
  // Throws if the settings for mail are invalid, so that one error here replaces an error for every batch.
  resend();
  // Imported here, because it imports React: half a megabyte that `send` does not have to evaluate.
  const { renderCampaignTemplate } = await import("../../emails/campaign-template");
  const template = JSON.stringify(await renderCampaignTemplate(campaign, templateOptions(brand)));
  if (new TextEncoder().encode(template).length > MAX_TEMPLATE_BYTES) throw new Error(messages.TOO_LARGE);
  return template;
}

/** Sends one batch with its id as the idempotency key, and records the provider's answer. */
export const send = internalAction({
  args: { batchId: v.id("batches") },
  handler: async (ctx, { batchId }): Promise<void> => {
    const batch: BatchToSend | null = await ctx.runMutation(batches.begin, { batchId });
    if (!batch) return;
    const mails = await Promise.all(fill(batch));
    if (!(await waitForSlot(ctx, batch.dueAt)))
      return void (await ctx.runMutation(failures.missedSlot, { batchId }));
    const { data, error, headers } = await callResend((resend, signal) =>
      resend.batch.send(mails, { idempotencyKey: batchId, batchValidation: "permissive", signal }),
    );
    if (error) return answerError(ctx, batchId, error, headers);
    const wrong = new Map(data.errors?.map(({ index, message }) => [index, message]));
    const ids = data.data.values();
    const results = batch.recipients.map(({ _id: recipientId }, index) => {
      const error = wrong.get(index);
      return error === undefined ? { recipientId, providerId: ids.next().value?.id } : { recipientId, error };
    });
    await ctx.runMutation(batches.record, { batchId, results });
  },
});

function fill({ campaign, recipients, template: json }: BatchToSend): Promise<CreateEmailOptions>[] {
  const template = JSON.parse(json) as CampaignTemplate;
  return recipients.map(async ({ _id, email, name, fields, link }) => {
    const unsubscribe = unsubscribeUrls(_id, await signUnsubscribe(_id));
    const urls = { linkUrl: await linkUrl(link), unsubscribeUrl: unsubscribe.page };
    return {
      from: campaign.sentFrom ?? env.MAIL_FROM,
      to: email,
      ...replyToOf(campaign.replyTo),
      ...fillCampaignTemplate(template, { email, name, fields }, urls),
      headers: unsubscribeHeaders(unsubscribe),
      tags: [{ name: "recipient_id", value: _id }],
    };
  });
}

type SendError = Parameters<typeof verdictOn>[0];

async function answerError(
  ctx: ActionCtx,
  batchId: Id<"batches">,
  error: SendError,
  headers: Record<string, string> | null,
): Promise<void> {
  const why = `${error.name}: ${error.message}`;
  const verdict = verdictOn(error);
  if (verdict === "stop-everything")
    await ctx.runMutation(failures.refuse, { batchId, why, error: error.name });
  else if (verdict === "this-mail-is-wrong")
    await ctx.runMutation(failures.giveUp, { batchId, why, error: error.name });
  else
    await ctx.runMutation(failures.defer, {
      batchId,
      why,
      error: error.name,
      retryAfterSeconds: retryAfter(headers),
      wasRefused: error.statusCode === 429,
    });
}

function retryAfter(headers: Record<string, string> | null): number {
  const seconds = Number(headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : 0;
}
