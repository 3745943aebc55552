import { hmacSha256Hex } from "./digest";

/** The functions that Next.js calls for a visitor. Whoever else calls them is a stranger to Convex, see convex/model/client.ts. */
export type VisitorFunction = "loginLinks:request" | "loginLinks:renew" | "loginLinks:exchange";

/** What Next.js says of a visitor, signed: their address, or that it does not know it. */
export type Claim = { address: string | null; at: number; signature: string };

/** What both sides sign. A claim that was made for one function is worth nothing for another. */
export const claimMessage = (
  calls: VisitorFunction,
  { address, at }: Pick<Claim, "address" | "at">,
): string => `latchkey visitor|${calls}|${address ?? "-"}|${at}`;

/** Signs for a visitor. The secret is INTERNAL_PROXY_SECRET, and never travels itself. */
export async function signClaim(
  secret: string,
  calls: VisitorFunction,
  { address, at }: Pick<Claim, "address" | "at">,
): Promise<Claim> {
  return { address, at, signature: await hmacSha256Hex(secret, claimMessage(calls, { address, at })) };
}
