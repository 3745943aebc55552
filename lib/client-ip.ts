import { isIP } from "node:net";
import { hmacSha256Hex } from "./digest";

/** Who is calling, as Convex is told. The address is there only when Next knows it for sure, and signed. */
export type Client = {
  userAgent: string | null;
  ip?: { address: string; at: number; signature: string };
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
 * Next keeps an X-Forwarded-For that the caller made up, so only a header that the proxy in front overwrites is read.
 * The claim is signed over address and time; the secret itself never travels.
 */
export async function clientOf(headers: Headers, settings: ClaimSettings): Promise<Client> {
  const userAgent = headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null;
  const caller: Client = { userAgent, ...(settings.requestId ? { requestId: settings.requestId } : {}) };
  const address = settings.trustedHeader ? lastAddress(headers.get(settings.trustedHeader)) : null;
  if (!address) return caller;
  const signature = await hmacSha256Hex(settings.secret, `${address}|${settings.now}`);
  return { ...caller, ip: { address, at: settings.now, signature } };
}

/** Of a list the last entry is the one that the nearest proxy wrote; those before it may be the caller's. */
function lastAddress(value: string | null): string | null {
  const address = value?.split(",").at(-1)?.trim() ?? "";
  return isIP(address) ? address : null;
}
