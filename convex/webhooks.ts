/** Webhooks to which notices about campaigns are posted. Admins add and remove them. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import * as messages from "../lib/messages/campaign-notices";
import { isWebhookUrl } from "../lib/webhook-url";
import { env } from "./_generated/server";
import { fail } from "./errors";
import { adminMutation, adminQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { deliver, MOST_WEBHOOKS } from "./model/campaignNotices/deliveries";
import { requireProof } from "./model/people/proof";
import { webhookSecret } from "./model/secrets";

export const list = adminQuery({
  args: {},
  handler: async (ctx) =>
    (await ctx.db.query("webhooks").take(MOST_WEBHOOKS)).map(({ _id, _creationTime, url }) => ({
      id: _id,
      url,
      createdAt: _creationTime,
    })),
});

/** The deliveries of the last 30 days, the newest first. */
export const deliveries = adminQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const found = await ctx.db.query("webhookDeliveries").order("desc").paginate(paginationOpts);
    const page = await Promise.all(
      found.page.map(async ({ _id, _creationTime, webhookId, type, status, attempts, result }) => ({
        id: _id,
        at: _creationTime,
        url: (await ctx.db.get("webhooks", webhookId))?.url ?? "",
        type,
        status,
        attempts,
        result: result ?? null,
      })),
    );
    return { ...found, page };
  },
});

/** Adds a webhook. Only this response has the secret, because it is derived and not stored. */
export const create = adminMutation({
  args: { url: v.string() },
  handler: async (ctx, args) => {
    await requireProof(ctx, ctx.viewer, "makeKey");
    const url = args.url.trim();
    if (!isWebhookUrl(url, env.SITE_URL)) fail("invalid", messages.BAD_URL, "url");
    const others = await ctx.db.query("webhooks").take(MOST_WEBHOOKS);
    if (others.length >= MOST_WEBHOOKS) fail("conflict", messages.tooMany(MOST_WEBHOOKS), "url");
    const webhookId = await ctx.db.insert("webhooks", { url, createdBy: ctx.viewer.id });
    await audit(ctx, "webhook.created", { actor: asActor(ctx.viewer), subject: url, details: { webhookId } });
    return { id: webhookId, secret: await webhookSecret(webhookId) };
  },
});

export const remove = adminMutation({
  args: { webhookId: v.id("webhooks") },
  handler: async (ctx, { webhookId }) => {
    const webhook = (await ctx.db.get("webhooks", webhookId)) ?? fail("not_found", messages.GONE);
    await ctx.db.delete("webhooks", webhookId);
    const event = { actor: asActor(ctx.viewer), subject: webhook.url, details: { webhookId } };
    await audit(ctx, "webhook.removed", event);
    return null;
  },
});

/** Sends an event of the type `webhook.test`. */
export const sendTest = adminMutation({
  args: { webhookId: v.id("webhooks") },
  handler: async (ctx, { webhookId }) => {
    const webhook = (await ctx.db.get("webhooks", webhookId)) ?? fail("not_found", messages.GONE);
    const event = { type: "webhook.test", timestamp: new Date().toISOString(), data: { url: env.SITE_URL } };
    await deliver(ctx, webhookId, event);
    await audit(ctx, "webhook.tested", { actor: asActor(ctx.viewer), subject: webhook.url });
    return null;
  },
});
