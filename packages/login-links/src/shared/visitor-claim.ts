import { hmacSha256Hex } from "./digest.ts";

/** What a server signs about a visitor: their IP address, or that it is unknown. `at` is in milliseconds. */
export type Claim = { address: string | null; at: number; signature: string };

/** The message that both sides sign. A claim for one function is not valid for another. */
export const claimMessage = (calls: string, { address, at }: Pick<Claim, "address" | "at">): string =>
  `latchkey visitor|${calls}|${address ?? "-"}|${at}`;

/**
 * Signs for a visitor.
 * @param secret the secret that both sides share; it is never sent
 * @param calls the function's name, as in `loginLinks:exchange`
 */
export async function signClaim(
  secret: string,
  calls: string,
  { address, at }: Pick<Claim, "address" | "at">,
): Promise<Claim> {
  return { address, at, signature: await hmacSha256Hex(secret, claimMessage(calls, { address, at })) };
}
