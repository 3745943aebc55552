import type { Counts } from "../../funnel";
import { funnelOf } from "../../funnel";
import { counted } from "../../../_shared/numbers";

/** Recipients in one request to the provider: BATCH_SIZE of convex/model/campaigns/recipients.ts. */
const BATCH = 100;

export type Estimate = { recipients: number; requests: number; seconds: number };

/** How much will be sent, and how long that takes at the provider's pace. */
export function estimate(counts: Counts, requestsPerSecond: number): Estimate {
  const recipients = funnelOf(counts).queued;
  const requests = Math.ceil(recipients / BATCH);
  return { recipients, requests, seconds: requests / requestsPerSecond };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds in everyday words: "about 3 minutes". */
export function aboutHowLong(seconds: number): string {
  if (seconds < 1) return "less than a second";
  if (seconds < 1.5 * MINUTE) return `about ${counted(Math.round(seconds), "second")}`;
  if (seconds < 1.5 * HOUR) return `about ${counted(Math.round(seconds / MINUTE), "minute")}`;
  return `about ${counted(Math.round(seconds / HOUR), "hour")}`;
}
