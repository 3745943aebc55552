/** Posts one delivery to a webhook, signed as Standard Webhooks says. */
import { withTimeout } from "@latchkey/login-links/http";
import { v } from "convex/values";
import { Webhook } from "standardwebhooks";
import { answered, NO_ANSWER } from "../../lib/messages/campaign-notices";
import { internal } from "../_generated/api";
import { internalAction } from "../functions";

const TIMEOUT_MS = 10_000;

/**
 * The id is the same for each attempt, so the receiver can recognise one that it already has. A redirect is not
 * followed, because it could lead to an address that nobody has checked. The body of the answer is not read.
 */
export const post = internalAction({
  args: { deliveryId: v.id("webhookDeliveries") },
  handler: async (ctx, { deliveryId }): Promise<void> => {
    const request: { url: string; body: string; secret: string } | null = await ctx.runMutation(
      internal.model.campaignNotices.deliveries.begin,
      { deliveryId },
    );
    if (!request) return;
    const { url, body, secret } = request;
    const now = new Date();
    const headers = {
      "content-type": "application/json",
      "webhook-id": deliveryId,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(deliveryId, now, body),
    };
    const outcome = await fetchStatus(url, { method: "POST", headers, body });
    await ctx.runMutation(internal.model.campaignNotices.deliveries.end, { deliveryId, ...outcome });
  },
});

async function fetchStatus(url: string, init: RequestInit): Promise<{ hasArrived: boolean; result: string }> {
  try {
    const { status } = await withTimeout(
      // Convex's `fetch` ignores the signal, so there the request goes on, and only this action stops waiting.
      (signal) => fetch(url, { ...init, redirect: "manual", signal }),
      TIMEOUT_MS,
    );
    return { hasArrived: status >= 200 && status < 300, result: answered(status) };
  } catch {
    return { hasArrived: false, result: NO_ANSWER };
  }
}
