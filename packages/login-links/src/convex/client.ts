import type { GenericDataModel, GenericMutationCtx } from "convex/server";
import { type Infer, v } from "convex/values";
import { hmacSha256Hex } from "../shared/digest.ts";
import { parseIpAddress } from "../shared/ip-address.ts";
import { type Claim, claimMessage } from "../shared/visitor-claim.ts";
import { fail } from "./fail.ts";
import { isEqual } from "./secrets.ts";
import type { LinkLimiter } from "./limits.ts";
import type { Client } from "./tables.ts";

/** How far the time in a claim may be from Convex's own time, in ms. It allows for clock differences and retries. */
const CLAIM_LIFETIME = 2 * 60_000;

export const clientValidator = v.object({
  userAgent: v.union(v.string(), v.null()),
  /** What a server signs for its visitors: see ../shared/visitor-claim.ts. */
  claim: v.optional(
    v.object({ address: v.union(v.string(), v.null()), at: v.number(), signature: v.string() }),
  ),
  /** The id of the request, which is in the server's log too. */
  requestId: v.optional(v.string()),
  /** SHA-256 of a secret that the app keeps in the visitor's browser, lower-case hex. */
  deviceHash: v.optional(v.string()),
});

export type RateLimited = { ok: false; reason: "rate_limited"; retryAfterSeconds: number };
export type Admission = { ok: true; client: Client } | RateLimited;

/** The public functions of this package that a server calls for its visitors. */
export type VisitorFunction = "loginLinks:request" | "loginLinks:renew" | "loginLinks:exchange";

/** The settings for distinguishing a server's visitors from callers who bypass the server. */
export interface AdmissionSettings<DM extends GenericDataModel> {
  limits: Pick<LinkLimiter<DM>, "take">;
  /** The secret that both sides share, at least 32 characters. */
  visitorSecret(): string | undefined;
  messages: { claimMismatch: string };
  reportError(event: string, message: string, fields: Record<string, string>): void;
}

/**
 * The client that calls the function with this name. A server signs its calls for visitors, and includes the visitor's
 * address if it has one. Callers who bypass the server share one small limit. An address that they send is ignored, and
 * so is the address that Convex reports for them, because behind a proxy it comes from the caller.
 */
export async function admit<DM extends GenericDataModel>(
  ctx: GenericMutationCtx<DM>,
  settings: AdmissionSettings<DM>,
  { claim, userAgent, requestId, deviceHash }: Infer<typeof clientValidator>,
  calls: string,
): Promise<Admission> {
  const isSigned = claim !== undefined && (await isGood(settings, claim, calls));
  if (!isSigned) {
    const limit = await settings.limits.take(ctx, "unsignedCalls");
    if (claim !== undefined) reportMismatch(settings, limit.ok, requestId);
    if (!limit.ok) return rateLimited(limit.retryAfter);
  }
  const client = {
    ipAddress: isSigned ? parseIpAddress(claim.address ?? (await ctx.meta.getRequestMetadata()).ip) : null,
    userAgent: userAgent && printable(userAgent),
    ...(isRequestId(requestId) ? { requestId } : {}),
    ...(isSigned && isHash(deviceHash) ? { deviceHash } : {}),
  };
  return { ok: true, client };
}

/** @param retryAfter in ms */
export function rateLimited(retryAfter: number): RateLimited {
  return { ok: false, reason: "rate_limited", retryAfterSeconds: Math.ceil(retryAfter / 1_000) };
}

/**
 * A claim with an invalid signature comes from somebody who guesses, or from the owner's own server with a different
 * secret. Calls with such a claim count as unsigned, so that a few visitors can still sign in after the secret has
 * changed. Beyond the limit this throws instead of refusing: with "too many tries", visitors would look for the fault
 * on their side, and nobody would find the cause.
 */
function reportMismatch<DM extends GenericDataModel>(
  { messages, reportError }: AdmissionSettings<DM>,
  isWithinLimit: boolean,
  requestId: string | undefined,
): void {
  if (!isWithinLimit) fail("misconfigured", messages.claimMismatch);
  const fields: Record<string, string> = isRequestId(requestId) ? { requestId } : {};
  reportError("visitor.claimMismatch", messages.claimMismatch, fields);
}

const MAX_USER_AGENT = 512;

/**
 * A User-Agent is printable ASCII (RFC 9110, 10.1.5 and 5.5). Any other character could be meant to mislead a person
 * who reads it, so it is removed.
 */
function printable(userAgent: string): string {
  return userAgent.slice(0, MAX_USER_AGENT).replace(/[^ -~]/g, "");
}

/**
 * Anybody can call in a server's place, so the id that they send must not be able to imitate anything else in a log.
 */
function isRequestId(value: string | undefined): value is string {
  return value !== undefined && /^[\w-]{8,64}$/.test(value);
}

function isHash(value: string | undefined): value is string {
  return value !== undefined && /^[0-9a-f]{64}$/.test(value);
}

async function isGood<DM extends GenericDataModel>(
  { visitorSecret }: AdmissionSettings<DM>,
  claim: Claim,
  calls: string,
): Promise<boolean> {
  if (Math.abs(Date.now() - claim.at) > CLAIM_LIFETIME) return false;
  return isSignedByServer(visitorSecret(), claimMessage(calls, claim), claim.signature);
}

/** Whether a server signed this with the shared secret. False if the secret is missing or too short. */
export async function isSignedByServer(
  secret: string | undefined,
  message: string,
  signature: string,
): Promise<boolean> {
  if (secret === undefined || secret.length < 32) return false;
  return isEqual(signature, await hmacSha256Hex(secret, message));
}

/** The key that a limit counts by. An IPv6 customer gets at least a /64, so each /64 counts as one caller. */
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
