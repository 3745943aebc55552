import { readText } from "@latchkey/login-links/http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { httpAction } from "../functions";
import { productionSafe } from "../model/production";
import { readBlock } from "./resendBlock";
import { readEvent, type WebhookEvent } from "./resendEvent";

/** Large enough for any event, because an event is about one mail and contains only its addresses and tags. */
const MAX_BYTES = 256 * 1024;

/**
 * `POST /resend/webhook`: answers 401 unless Svix's signature of the event is valid. Stores each event only once, and
 * answers 200.
 */
export const resendWebhook = httpAction(async (ctx, request) => {
  const body = await readText(request, MAX_BYTES);
  if (body === null) return new Response("The body is too long.", { status: 413 });
  const eventId = request.headers.get("svix-id");
  if (!eventId || !isSigned(body, request.headers))
    return new Response("The signature does not fit.", { status: 401 });
  const block = readBlock(body);
  if (block) await ctx.runMutation(internal.blockedAddresses.receive, block);
  const event = readEvent(body);
  if (event) await keep(ctx, eventId, event);
  return new Response(null, { status: 200 });
});

async function keep(ctx: ActionCtx, eventId: string, { about, ...event }: WebhookEvent): Promise<void> {
  if ("recipient" in about)
    return void (await ctx.runMutation(internal.model.campaigns.deliveryEvents.receive, {
      eventId,
      ...about,
      ...event,
    }));
  await ctx.runMutation(internal.model.overview.mailEvents.receive, {
    eventId,
    ...about,
    event: event.type,
  });
  const told = TOLD_OF_LINKS.find((known) => known === event.type);
  if (told)
    await ctx.runMutation(internal.model.links.mailing.receive, { ...about, event: told, at: event.at });
}

/** The events that the page shows while a person waits for a link. */
const TOLD_OF_LINKS = ["sent", "delivered", "delayed", "bounced", "suppressed"] as const;

/** Resend signs as Svix does, with headers named `svix-*`. The library expects the standard's names, `webhook-*`. */
function isSigned(body: string, headers: Headers): boolean {
  const secret = productionSafe("RESEND_WEBHOOK_SECRET");
  if (!secret) return false;
  const standard = Object.fromEntries(
    ["id", "timestamp", "signature"].map((name) => [`webhook-${name}`, headers.get(`svix-${name}`) ?? ""]),
  );
  try {
    new Webhook(secret).verify(body, standard);
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    // The library parses the body only after the signature has matched.
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}
