import { signClaim } from "@latchkey/login-links/http";
import type { VisitorFunction } from "../../convex/model/client";
import type { BareDeployment } from "../../scripts/run/bare-stack";

/** A visitor as Next.js signs for them, at an address or at one that it does not know. */
export async function visitor(
  { proxySecret }: BareDeployment,
  calls: VisitorFunction,
  address: string | null = null,
) {
  return {
    userAgent: "bench",
    claim: await signClaim(proxySecret, calls, { address, at: Date.now() }),
  };
}
