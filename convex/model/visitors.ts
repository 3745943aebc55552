import type { AdmissionSettings } from "@latchkey/login-links/links";
import type { DataModel } from "../_generated/dataModel";
import { linkLimits } from "../rateLimits";
import { log } from "./log";
import { productionSafe } from "./production";

const CLAIM_MISMATCH =
  "A visitor's claim was not signed with this deployment's INTERNAL_PROXY_SECRET, or its time is more than two minutes off. " +
  "If it came from your own Next.js side, set the same secret on both: until then its visitors share one small limit. " +
  "/api/health and `npm run doctor` show whether both sides agree.";

/**
 * The settings for rate limits on visitors. A call that Next.js makes and signs for a visitor counts against that
 * visitor. All other callers share one limit.
 */
export const visitors = {
  limits: linkLimits,
  visitorSecret: () => productionSafe("INTERNAL_PROXY_SECRET"),
  messages: { claimMismatch: CLAIM_MISMATCH },
  reportError: log.error,
} satisfies AdmissionSettings<DataModel>;
