import { v } from "convex/values";
import type { CreateEmailOptions } from "resend";
import type { CampaignDraft } from "../../emails/campaign-template";
import { type CampaignTemplate, fillCampaignTemplate } from "../../emails/fill-campaign-template";
import { MAX_TEMPLATE_BYTES } from "../../emails/markdown/size";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { env } from "../_generated/server";
import { internalAction } from "../functions";
import { linkUrl } from "../model/links/loginLink";
import type { BatchToSend } from "../model/campaigns/batches";
import { signUnsubscribe } from "../model/secrets";
import { unsubscribeHeaders, unsubscribeUrls } from "../model/campaigns/unsubscribe";
import { inTime, resend, until, verdictOn } from "./resend";

/** Renders a campaign's mail, once, and lets it go. */
export const prepare = internalAction({
  args: { campaignId: v.id("campaigns") },
  handler: async (ctx, { campaignId }) => {
    await ctx.runAction(internal.signingKeys.ensure, {});
    const campaign = await ctx.runQuery(internal.sending.toPrepare, { campaignId });
    if (!campaign) return;
    const template = await rendered(campaign).catch((error: Error) => error);
    if (template instanceof Error) {
      const why = `The mail could not be made: ${template.message}`;
      return void (await ctx.runMutation(internal.sending.abandon, { campaignId, why }));
    }
    await ctx.runMutation(internal.sending.begin, { campaignId, template });
  },
});

/** As it is kept: one document, which would be refused again and again if it were too large. */
async function rendered(campaign: CampaignDraft): Promise<string> {
  // Throws where the settings for mail are refused: better now than once for every batch.
  resend();
  const options = { siteUrl: env.SITE_URL, senderPostalAddress: env.POSTAL_ADDRESS ?? "" };
  // With React and all: half a megabyte that no batch has to evaluate.
  const { renderCampaignTemplate } = await import("../../emails/campaign-template");
  const template = JSON.stringify(await renderCampaignTemplate(campaign, options));
  if (new TextEncoder().encode(template).length > MAX_TEMPLATE_BYTES)
    throw new Error("it has more paragraphs, list items and links than one email can hold.");
  return template;
}

/** Sends one batch under its id, and has the answer written down. */
export const send = internalAction({
  args: { batchId: v.id("batches") },
  handler: async (ctx, { batchId }): Promise<void> => {
    const batch: BatchToSend | null = await ctx.runMutation(internal.sending.beginBatch, { batchId });
    if (!batch) return;
    const mails = await Promise.all(fill(batch));
    await until(Math.min(batch.dueAt, Date.now() + MAX_WAIT));
    if (!(await hasTurn(ctx, batch.dueAt)))
      return void (await ctx.runMutation(internal.sending.lineUp, { batchId }));
    const { data, error, headers } = await inTime((signal) =>
      resend().batch.send(mails, { idempotencyKey: batchId, batchValidation: "permissive", signal }),
    );
    if (error) return answerError(ctx, batchId, error, headers);
    const wrong = new Map(data.errors?.map(({ index, message }) => [index, message]));
    const ids = data.data.values();
    const results = batch.members.map(({ recipient }, index) => {
      const message = wrong.get(index);
      return message === undefined
        ? { recipientId: recipient._id, providerId: ids.next().value?.id }
        : { recipientId: recipient._id, error: message };
    });
    await ctx.runMutation(internal.sending.recordBatch, { batchId, results });
  },
});

/** What is worth waiting for in the action's slot, in ms. For anything longer the batch lines up again. */
const MAX_WAIT = 250;

/** Whether one more request is within what the provider takes in a second, now or in a moment. */
async function hasTurn(ctx: ActionCtx, dueAt: number): Promise<boolean> {
  const deadline = Date.now() + MAX_WAIT;
  for (;;) {
    const wait = await ctx.runMutation(internal.sending.takeTurn, { dueAt });
    if (wait === 0) return true;
    if (Date.now() + wait > deadline) return false;
    await until(Date.now() + wait);
  }
}

function fill({ campaign, members, template: json }: BatchToSend): Promise<CreateEmailOptions>[] {
  const template = JSON.parse(json) as CampaignTemplate;
  return members.map(async ({ recipient, link }) => {
    const unsubscribe = unsubscribeUrls(recipient._id, await signUnsubscribe(recipient._id));
    const urls = { linkUrl: await linkUrl(env.SITE_URL, link), unsubscribeUrl: unsubscribe.page };
    const { email, name, fields } = recipient;
    return {
      from: env.MAIL_FROM,
      to: email,
      ...(campaign.replyTo ? { replyTo: campaign.replyTo } : {}),
      ...fillCampaignTemplate(template, { email, name, fields }, urls),
      headers: unsubscribeHeaders(unsubscribe),
      tags: [{ name: "recipient_id", value: recipient._id }],
    };
  });
}

type SendError = Parameters<typeof verdictOn>[0];

async function answerError(
  ctx: ActionCtx,
  batchId: BatchId,
  error: SendError,
  headers: Record<string, string> | null,
): Promise<void> {
  const why = `${error.name}: ${error.message}`;
  const verdict = verdictOn(error);
  if (verdict === "stop-everything") await ctx.runMutation(internal.sending.refuseBatch, { batchId, why });
  else if (verdict === "this-mail-is-wrong")
    await ctx.runMutation(internal.sending.failBatch, { batchId, why });
  else
    await ctx.runMutation(internal.sending.deferBatch, {
      batchId,
      why,
      retryAfterSeconds: retryAfter(headers),
      wasRefused: error.statusCode === 429,
    });
}

type BatchId = BatchToSend["members"][number]["recipient"]["batchId"] & string;

function retryAfter(headers: Record<string, string> | null): number {
  const seconds = Number(headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : 0;
}
