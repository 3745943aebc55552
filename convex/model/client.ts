import { type Infer, v } from "convex/values";
import { parseIpAddress } from "../../lib/ip-address";
import type { MutationCtx } from "../_generated/server";
import { productionSafe } from "./production";
import { isEqual, sign } from "./secrets";

/** How long Next.js may take between seeing a request and calling Convex, clocks that differ included. */
const CLAIM_LIFETIME = 2 * 60_000;

export const clientValidator = v.object({
  userAgent: v.union(v.string(), v.null()),
  /** Signed by Next.js, over `address|at`, with INTERNAL_PROXY_SECRET; left out where it does not know. */
  ip: v.optional(v.object({ address: v.string(), at: v.number(), signature: v.string() })),
  /** What Next.js calls the request, in its log too. */
  requestId: v.optional(v.string()),
});

export interface Client {
  ipAddress: string | null;
  userAgent: string | null;
  requestId?: string;
}

/** Who is calling: the address that Next.js vouches for, else the one that Convex itself sees. No header is believed. */
export async function identifyClient(
  ctx: MutationCtx,
  claim: Infer<typeof clientValidator>,
): Promise<Client> {
  const seen = await ctx.meta.getRequestMetadata();
  return {
    ipAddress: parseIpAddress((await vouchedAddress(claim.ip)) ?? seen.ip),
    userAgent: claim.userAgent && printable(claim.userAgent),
    ...(isRequestId(claim.requestId) ? { requestId: claim.requestId } : {}),
  };
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

async function vouchedAddress(ip: Infer<typeof clientValidator>["ip"]): Promise<string | null> {
  if (!ip || Math.abs(Date.now() - ip.at) > CLAIM_LIFETIME) return null;
  const expected = await sign(productionSafe("INTERNAL_PROXY_SECRET"), `${ip.address}|${ip.at}`);
  return isEqual(ip.signature, expected) ? ip.address : null;
}

/** What a limit counts by. An IPv6 customer holds a /64 at least, so one of those is one caller. */
export function limitKey(client: Client): string {
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
