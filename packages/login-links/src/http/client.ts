import { parseIpAddress } from "../shared/ip-address.ts";
import { type Claim, signClaim } from "../shared/visitor-claim.ts";

/** The caller, as reported to the deployment. */
export type Client = {
  userAgent: string | null;
  claim: Claim;
  /** The id of the request in the logs of both sides. It also identifies a repeated request. */
  requestId?: string;
  /** SHA-256 of a secret that the app keeps in this browser, lower-case hex. */
  deviceHash?: string;
};

export type ClaimSettings = {
  /** A header that only the proxy in front can set. Without one, no address is claimed. */
  trustedHeader: string | undefined;
  secret: string;
  now: number;
  requestId?: string;
  deviceHash?: string | null;
};

const MAX_USER_AGENT = 512;

/**
 * The caller can send an X-Forwarded-For with any address, so only a header that the proxy in front overwrites is read.
 * The claim is signed even if no address is known, because the signature shows that the call came through the app's own
 * server.
 * @param calls the function's name, as in `loginLinks:exchange`
 */
export async function clientOf(
  headers: Headers,
  calls: string,
  { trustedHeader, secret, now, requestId, deviceHash }: ClaimSettings,
): Promise<Client> {
  const address = trustedHeader ? lastAddress(headers.get(trustedHeader)) : null;
  return {
    userAgent: headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null,
    claim: await signClaim(secret, calls, { address, at: now }),
    ...(requestId ? { requestId } : {}),
    ...(deviceHash ? { deviceHash } : {}),
  };
}

/** The last entry of a list is from the nearest proxy; the ones before it may come from the caller. */
const lastAddress = (value: string | null): string | null => parseIpAddress(value?.split(",").at(-1)?.trim());
