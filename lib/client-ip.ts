import { isIP } from "node:net";
import { type Claim, signClaim, type VisitorFunction } from "./visitor-claim";

/** Who is calling, as Convex is told. */
export type Client = {
  userAgent: string | null;
  claim: Claim;
  /** What the logs of both sides call the request. */
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
 * Next keeps an X-Forwarded-For that the caller made up, so only a header that the proxy in front overwrites is read. What is
 * claimed is signed even where no address is known: the signature tells Convex that the call came through Next.
 */
export async function clientOf(
  headers: Headers,
  calls: VisitorFunction,
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
function lastAddress(value: string | null): string | null {
  const address = value?.split(",").at(-1)?.trim() ?? "";
  return isIP(address) ? address : null;
}
