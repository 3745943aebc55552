import { signClaim } from "@latchkey/login-links/http";
import type { VisitorFunction } from "@latchkey/login-links/convex";
import type { BareDeployment } from "../../scripts/run/bare-stack";
import type { Callable } from "./convex";

/** What is needed to call a deployment in place of Next.js. */
export interface Reachable {
  deployment: Callable & Pick<BareDeployment, "proxySecret">;
  /** Replaces `fetch`, to repeat or count calls. */
  send?: typeof fetch;
}

/** A visitor's claim as Next.js signs it, with an address or without. */
export async function visitor(
  { proxySecret }: Pick<BareDeployment, "proxySecret">,
  calls: VisitorFunction | "passkeyCeremonies:signIn",
  address: string | null = null,
) {
  return {
    userAgent: "bench",
    claim: await signClaim(proxySecret, calls, { address, at: Date.now() }),
  };
}
