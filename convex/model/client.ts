import { type Claim, claimMessage, parseIpAddress } from "@latchkey/login-links/http";
import { type Infer, v } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import { rateLimited, takeFrom } from "../rateLimits";
import type { requestedFrom } from "../validators";
import { log } from "./log";
import { productionSafe } from "./production";
import { isSignedByNext } from "./secrets";

/** How long Next.js may take between seeing a request and calling Convex, clocks that differ and repetitions included. */
const CLAIM_LIFETIME = 2 * 60_000;

export const clientValidator = v.object({
  userAgent: v.union(v.string(), v.null()),
  /** What Next.js signs for its visitors, see packages/login-links/src/shared/visitor-claim.ts. */
  claim: v.optional(
    v.object({ address: v.union(v.string(), v.null()), at: v.number(), signature: v.string() }),
  ),
  /** What Next.js calls the request, in its log too. */
  requestId: v.optional(v.string()),
});

/** The functions that Next.js calls for a visitor. Whoever else calls them is a stranger to Convex. */
export type VisitorFunction = "loginLinks:request" | "loginLinks:renew" | "loginLinks:exchange";

/** Who called, as it is kept with what came of the call. */
export type Client = Infer<typeof requestedFrom>;

export type Admission =
  { ok: true; client: Client } | { ok: false; reason: "rate_limited"; retryAfterSeconds: number };

/**
 * Who is calling. Next.js signs for its visitors, with their address where it knows it. Whoever calls past it shares one small
 * limit with all who do, and no address of theirs is believed: behind a proxy Convex reports the one that the caller sent.
 */
export async function admit(
  ctx: MutationCtx,
  { claim, userAgent, requestId }: Infer<typeof clientValidator>,
  calls: VisitorFunction,
): Promise<Admission> {
  const isSigned = claim !== undefined && (await isGood(claim, calls));
  if (!isSigned) {
    const limit = await takeFrom(ctx, "unsignedCalls");
    if (claim !== undefined) reportMismatch(limit.ok, requestId);
    if (!limit.ok) return rateLimited(limit);
  }
  const client = {
    ipAddress: isSigned ? parseIpAddress(claim.address ?? (await ctx.meta.getRequestMetadata()).ip) : null,
    userAgent: userAgent && printable(userAgent),
    ...(isRequestId(requestId) ? { requestId } : {}),
  };
  return { ok: true, client };
}

const MISMATCH =
  "A visitor's claim was not signed with this deployment's INTERNAL_PROXY_SECRET, or its time is more than two minutes off. " +
  "If it came from your own Next.js side, set the same secret on both: until then its visitors share one small limit. " +
  "/api/health and `npm run doctor` show whether both sides agree.";

/**
 * A claim that does not fit comes from somebody who guesses, or from our own Next.js side with another secret. Its visitors count
 * as unsigned, so that a change of the secret does not lock out those who come one by one. Past the limit it is an error and
 * no refusal: a visitor who reads "too many tries" would look for the fault with themselves, and nobody for the cause.
 */
function reportMismatch(isWithinLimit: boolean, requestId: string | undefined): void {
  if (!isWithinLimit) fail("misconfigured", MISMATCH);
  log.error("visitor.claimMismatch", MISMATCH, isRequestId(requestId) ? { requestId } : {});
}

const MAX_USER_AGENT = 512;

/** A User-Agent is printable ASCII (RFC 9110, 10.1.5 and 5.5); whatever else is in one was put there for a reader. */
function printable(userAgent: string): string {
  return userAgent.slice(0, MAX_USER_AGENT).replace(/[^ -~]/g, "");
}

/** Anybody can call in Next.js's place: what they send for an id must not be able to look like anything else in a log. */
function isRequestId(value: string | undefined): value is string {
  return value !== undefined && /^[\w-]{8,64}$/.test(value);
}

async function isGood(claim: Claim, calls: VisitorFunction): Promise<boolean> {
  if (Math.abs(Date.now() - claim.at) > CLAIM_LIFETIME) return false;
  return isSignedByNext(productionSafe("INTERNAL_PROXY_SECRET"), claimMessage(calls, claim), claim.signature);
}

/** What a limit counts by. An IPv6 customer holds a /64 at least, so one of those is one caller. */
export function limitKey(client: Pick<Client, "ipAddress">): string {
  const address = client.ipAddress?.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!address) return "unknown";
  return address.includes(":") && !address.includes(".") ? ipv6Network(address) : address;
}

function ipv6Network(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0");
  const all = tail === undefined ? groups : [...groups, ...zeros, ...rest];
  const network = all.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
