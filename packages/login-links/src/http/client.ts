import { parseIpAddress } from "../shared/ip-address.ts";
import { type Claim, signClaim } from "../shared/visitor-claim.ts";

/** Who is calling, as the deployment is told. */
export type Client = {
  userAgent: string | null;
  claim: Claim;
  /** What the logs of both sides call the request. A request that is repeated is known again by it. */
  requestId?: string;
};

export type ClaimSettings = {
  /** Header that only the proxy in front can set; without one no address is claimed. */
  trustedHeader: string | undefined;
  secret: string;
  now: number;
  requestId?: string;
};

const MAX_USER_AGENT = 512;

/**
 * A server keeps an X-Forwarded-For that the caller made up, so only a header that the proxy in front overwrites is read. What
 * is claimed is signed even where no address is known: the signature tells that the call came through the app's own server.
 * @param calls the function's name, as in `loginLinks:exchange`
 */
export async function clientOf(
  headers: Headers,
  calls: string,
  { trustedHeader, secret, now, requestId }: ClaimSettings,
): Promise<Client> {
  const address = trustedHeader ? lastAddress(headers.get(trustedHeader)) : null;
  return {
    userAgent: headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null,
    claim: await signClaim(secret, calls, { address, at: now }),
    ...(requestId ? { requestId } : {}),
  };
}

/** Of a list the last entry is the one that the nearest proxy wrote; those before it may be the caller's. */
const lastAddress = (value: string | null): string | null => parseIpAddress(value?.split(",").at(-1)?.trim());
