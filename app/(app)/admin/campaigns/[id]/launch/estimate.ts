import type { Counts } from "../../funnel";
import { funnelOf } from "../../funnel";

/** Recipients per request to the provider. Must equal BATCH_SIZE in convex/model/campaigns/recipients.ts. */
const BATCH = 100;

export type Estimate = { recipients: number; requests: number; seconds: number };

/** How much will be sent, and how many seconds that takes at the given pace. */
export function estimate(counts: Counts, requestsPerSecond: number): Estimate {
  const recipients = funnelOf(counts).queued;
  const requests = Math.ceil(recipients / BATCH);
  return { recipients, requests, seconds: requests / requestsPerSecond };
}
