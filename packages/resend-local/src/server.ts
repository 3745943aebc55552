import { domainRoutes } from "./api/domains";
import { IdempotencyKeys } from "./api/idempotency";
import { RateLimit } from "./api/rate-limit";
import { readingRoutes } from "./api/reading";
import { sendingRoutes } from "./api/sending";
import { suppressionRoutes } from "./api/suppressions";
import { webhookRoutes } from "./api/webhooks";
import { faultRoutes } from "./faults/api";
import { Faults } from "./faults/faults";
import { refuseStrangers } from "./http/guard";
import { listen } from "./http/listen";
import { dispatch, type Route } from "./http/router";
import { Inbox } from "./mail/inbox";
import type { Delivery } from "./mail/email";
import { PostOffice } from "./mail/post-office";
import { Suppressions } from "./mail/suppressions";
import { pageRoutes } from "./pages/routes";
import { suppressionPayload } from "./webhooks/payload";
import { newMessageId } from "./webhooks/sign";
import { Webhooks, type WebhookTarget } from "./webhooks/webhooks";

export type MailboxOptions = {
  /** 0 chooses any free port. */
  port: number;
  /** Where signed webhooks go; without it events are only shown. */
  webhook?: WebhookTarget;
  /** The account's rate limit; by default it is practically unlimited. */
  requestsPerSecond?: number;
  /** The verified sending domains; by default any domain may send, and `/domains` lists `example.com`. */
  domains?: string[];
  /** The app's address, shown while the inbox is empty. */
  siteUrl?: string;
  /** How long after `sent` an email is `delivered`. */
  stepMs?: number;
  /** How many mails are kept. */
  capacity?: number;
  /** Waits between the attempts of a webhook. */
  retryDelaysMs?: number[];
};

export type RunningMailbox = { url: string; close: () => Promise<void> };

/**
 * Starts the stand-in for Resend on the loopback addresses.
 * @throws the system's error if the port is taken (EADDRINUSE), Error if the webhook's secret is invalid
 */
export async function startMailbox(options: MailboxOptions): Promise<RunningMailbox> {
  const inbox = new Inbox(options.capacity);
  const faults = new Faults();
  const webhooks = new Webhooks(options.webhook, () => inbox.changed(), options.retryDelaysMs);
  const suppressions = new Suppressions((event) => {
    const webhook: Delivery = { state: "off", attempts: 0 };
    webhooks.send({ id: newMessageId(), webhook }, suppressionPayload(event));
  });
  const postOffice = new PostOffice(inbox, webhooks, suppressions, options.stepMs ?? 300);
  const routes = routesOf(options, { inbox, faults, suppressions, postOffice });
  const server = await listen(options.port, (call) => {
    refuseStrangers(call);
    return dispatch(routes, call);
  });
  return {
    url: `http://localhost:${server.port}`,
    close: async () => {
      postOffice.close();
      webhooks.close();
      await server.close();
    },
  };
}

type Parts = { inbox: Inbox; faults: Faults; suppressions: Suppressions; postOffice: PostOffice };

function routesOf(options: MailboxOptions, parts: Parts): Route[] {
  const { inbox, faults, suppressions, postOffice } = parts;
  const limit = new RateLimit(options.requestsPerSecond);
  const keys = new IdempotencyKeys();
  const domains = options.domains ?? null;
  const loginUrl = new URL("/login", options.siteUrl ?? "http://localhost:3000").href;
  return [
    ...sendingRoutes({ postOffice, keys, limit, faults, domains }),
    ...readingRoutes(inbox, postOffice),
    ...domainRoutes(domains ?? ["example.com"], limit),
    ...suppressionRoutes(suppressions, limit),
    ...webhookRoutes(options.webhook),
    ...faultRoutes(faults),
    ...pageRoutes({ ...parts, loginUrl }),
  ];
}
