import { hmacSha256Hex } from "./digest.ts";

/** What a server says of a visitor, signed: their IP address, or that it does not know it. `at` is in milliseconds. */
export type Claim = { address: string | null; at: number; signature: string };

/** What both sides sign. A claim that was made for one function is worth nothing for another. */
export const claimMessage = (calls: string, { address, at }: Pick<Claim, "address" | "at">): string =>
  `latchkey visitor|${calls}|${address ?? "-"}|${at}`;

/**
 * Signs for a visitor.
 * @param secret the one that both sides share; it never travels itself
 * @param calls the function's name, as in `loginLinks:exchange`
 */
export async function signClaim(
  secret: string,
  calls: string,
  { address, at }: Pick<Claim, "address" | "at">,
): Promise<Claim> {
  return { address, at, signature: await hmacSha256Hex(secret, claimMessage(calls, { address, at })) };
}
