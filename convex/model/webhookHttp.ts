import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { z } from "zod";
import { internal } from "../_generated/api";
import { httpAction } from "../functions";
import { productionSafe } from "./production";
import type { DeliveryEvent } from "./recipientStatus";

/** Resend's event types that say something about an email. */
const TYPES: Record<string, DeliveryEvent> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.delivery_delayed": "delayed",
  "email.opened": "opened",
  "email.clicked": "clicked",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
  "email.suppressed": "suppressed",
};

/** Sent as a list of pairs, told of as one object: Resend's documentation has both for events. */
const tagsSchema = z.union([
  z.record(z.string(), z.string()),
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
]);

const eventSchema = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    tags: tagsSchema.optional(),
    bounce: z.object({ type: z.string().optional(), message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
  }),
});

/** `POST /resend/webhook`: 401 unless it is signed (svix), then into the inbox, once, and 200. */
export const resendWebhook = httpAction(async (ctx, request) => {
  const body = await request.text();
  const id = request.headers.get("svix-id");
  if (!id || !isSigned(body, request.headers))
    return new Response("The signature does not fit.", { status: 401 });
  const { data: event } = eventSchema.safeParse(JSON.parse(body));
  const type = event && typeOf(event);
  const recipient = event?.data.tags?.recipient_id;
  if (event && type && recipient) {
    const { created_at, data } = event;
    await ctx.runMutation(internal.deliveries.receive, {
      eventId: id,
      type,
      recipient,
      at: Date.parse(created_at) || Date.now(),
      details: data.bounce?.message ?? data.failed?.reason,
    });
  }
  return new Response(null, { status: 200 });
});

/** A mailbox that is full today may take mail tomorrow: a soft bounce is a delay, not the end of the address. */
function typeOf({ type, data }: z.infer<typeof eventSchema>): DeliveryEvent | undefined {
  const isSoftBounce = type === "email.bounced" && /transient|temporary|soft/i.test(data.bounce?.type ?? "");
  return isSoftBounce ? "delayed" : TYPES[type];
}

/** Resend signs as Svix does; the headers are called webhook-* in the standard that the library follows. */
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
    throw error;
  }
}
