import type { Counts } from "../../funnel";
import { funnelOf } from "../../funnel";

/** Recipients in one request to the provider: BATCH_SIZE of convex/model/campaigns/recipients.ts. */
const BATCH = 100;

export type Estimate = { recipients: number; requests: number; seconds: number };

/** How much will be sent, and how long that takes at the provider's pace. */
export function estimate(counts: Counts, requestsPerSecond: number): Estimate {
  const recipients = funnelOf(counts).queued;
  const requests = Math.ceil(recipients / BATCH);
  return { recipients, requests, seconds: requests / requestsPerSecond };
}
