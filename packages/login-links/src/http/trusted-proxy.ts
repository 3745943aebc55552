import { sha256Hex } from "../shared/digest.ts";

/**
 * How a proxy identifies itself to a server that callers can also reach directly: it sends a secret in a header.
 */
export type TrustedProxy = {
  header: string;
  /** At least 32 characters. A shorter one, or none, proves nothing. */
  secret: string | undefined;
};

/**
 * Whether a request came through the proxy. Hashes are compared, so that the time does not reveal where the values
 * differ.
 */
export async function isFromProxy(headers: Headers, { header, secret }: TrustedProxy): Promise<boolean> {
  const sent = headers.get(header);
  if (sent === null || secret === undefined || secret.length < 32) return false;
  return (await sha256Hex(sent)) === (await sha256Hex(secret));
}
