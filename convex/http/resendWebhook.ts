import { readText } from "@latchkey/login-links/http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { internal } from "../_generated/api";
import { httpAction } from "../functions";
import { productionSafe } from "../model/production";
import { readEvent } from "./resendEvent";

/** Events are of one mail each, and name its addresses and tags. */
const MAX_BYTES = 256 * 1024;

/** `POST /resend/webhook`: 401 unless it is signed (svix), then into the inbox, once, and 200. */
export const resendWebhook = httpAction(async (ctx, request) => {
  const body = await readText(request, MAX_BYTES);
  if (body === null) return new Response("The body is too long.", { status: 413 });
  const eventId = request.headers.get("svix-id");
  if (!eventId || !isSigned(body, request.headers))
    return new Response("The signature does not fit.", { status: 401 });
  const event = readEvent(body);
  if (event) await ctx.runMutation(internal.model.campaigns.deliveryEvents.receive, { eventId, ...event });
  return new Response(null, { status: 200 });
});

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
    // The library parses the body once it has found the signature to fit.
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}
