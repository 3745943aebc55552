import { signClaim } from "@latchkey/login-links/http";
import type { VisitorFunction } from "@latchkey/login-links/convex";
import type { BareDeployment } from "../../scripts/run/bare-stack";
import type { Callable } from "./convex";

/** What is needed to call a deployment in Next's place. */
export interface Reachable {
  deployment: Callable & Pick<BareDeployment, "proxySecret">;
  /** In place of `fetch`, for whoever repeats or counts. */
  send?: typeof fetch;
}

/** A visitor as Next.js signs for them, at an address or at one that it does not know. */
export async function visitor(
  { proxySecret }: Pick<BareDeployment, "proxySecret">,
  calls: VisitorFunction,
  address: string | null = null,
) {
  return {
    userAgent: "bench",
    claim: await signClaim(proxySecret, calls, { address, at: Date.now() }),
  };
}
