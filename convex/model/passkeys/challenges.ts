import { isEqual } from "@latchkey/login-links/links";
import { sha256Hex } from "@latchkey/login-links/http";
import {
  type Ceremony,
  type ChallengeState,
  makeChallenge,
  readChallenge,
} from "../../../lib/passkey-challenge";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { productionSafe } from "../production";

/**
 * Makes a challenge for a signed-in person. The challenge for a sign-in is made by Next.js, so that showing the sign-in
 * page needs no call to Convex.
 */
export function challengeFor(ceremony: Exclude<Ceremony, "sign-in">, sessionId: string): Promise<string> {
  return makeChallenge({ secret: secret(), ceremony, holder: sessionId, now: Date.now() });
}

export type Spendable =
  (ChallengeState & { ok: true }) | { ok: false; reason: "forged" | "expired" | "replayed" };

/** Checks that a challenge is valid for this ceremony and holder, and has not been used. Writes nothing. */
export async function lookAtChallenge(
  ctx: QueryCtx,
  challenge: string,
  ceremony: Ceremony,
  holder: string,
): Promise<Spendable> {
  const bound = { secret: secret(), ceremony, holder, now: Date.now() };
  const state = await readChallenge(challenge, bound, isEqual);
  if (!state.ok) return state;
  const hash = await sha256Hex(challenge);
  const spent = await ctx.db
    .query("spentChallenges")
    .withIndex("by_hash", (q) => q.eq("hash", hash))
    .unique();
  return spent ? { ok: false, reason: "replayed" } : state;
}

/** Marks the challenge as used: its hash is kept until the challenge would have expired. */
export async function spendChallenge(
  ctx: MutationCtx,
  challenge: string,
  { expiresAt }: { expiresAt: number },
): Promise<void> {
  await ctx.db.insert("spentChallenges", { hash: await sha256Hex(challenge), expiresAt });
}

/** The secret that signs challenges. @throws if it is too short */
function secret(): string {
  const value = productionSafe("INTERNAL_PROXY_SECRET");
  if (value.length < 32) throw new Error("INTERNAL_PROXY_SECRET is shorter than 32 characters.");
  return value;
}
