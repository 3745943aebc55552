import { json } from "../http/reply";
import { route, type Route } from "../http/router";
import type { WebhookTarget } from "../webhooks/webhooks";
import { requireApiKey } from "./api-key";
import { ApiError } from "./errors";

const ID = "4dd369bc-aa82-4ff3-97de-514ae3000ee0";

/**
 * Routes for the one webhook that the mailbox sends to, as if it had been added at Resend.
 * Source: https://resend.com/docs/api-reference/webhooks/list-webhooks
 */
export function webhookRoutes(target: WebhookTarget | undefined): Route[] {
  const webhook = target && {
    id: ID,
    created_at: "2026-01-01T00:00:00.000Z",
    status: "enabled",
    endpoint: target.url,
    events: null,
  };
  return [
    route("GET", "/webhooks", (call) => {
      requireApiKey(call);
      return json({ object: "list", has_more: false, data: webhook ? [webhook] : [] });
    }),
    route("GET", "/webhooks/:id", (call) => {
      requireApiKey(call);
      if (!webhook || call.params.id !== ID) throw new ApiError("not_found", "Webhook not found");
      return json({ object: "webhook", ...webhook, signing_secret: target.secret });
    }),
  ];
}
