/**
 * Step-up: some actions could do much harm from a session that was left open or stolen. They need a recent proof that
 * the account's owner is using the session. The proof is a link that we mailed (the link that began the session, or a
 * link of purpose `confirm`) or a passkey of the account.
 */
import * as messages from "../../../lib/messages/access-errors";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { HOUR } from "../time";
import type { Viewer } from "./viewer";

/** How long ago, in ms, users may have last proven who they are, for each action. */
export const MAX_PROOF_AGE = {
  makeKey: HOUR,
  makeLink: HOUR,
  grantRole: HOUR,
  launch: 12 * HOUR,
  /** A short time, because a passkey gives permanent access. */
  addPasskey: HOUR / 6,
  passkeysOnly: HOUR / 6,
  changeAddress: HOUR,
  deleteAccount: HOUR,
  erasePerson: HOUR,
} as const;

const OLDEST = Math.max(...Object.values(MAX_PROOF_AGE));
const BATCH = 500;

/**
 * Throws `confirm_required` if the proof is missing or too old. The page then asks for a new proof and repeats the
 * call.
 */
export async function requireProof(
  ctx: QueryCtx,
  viewer: Pick<Viewer, "sessionId">,
  deed: keyof typeof MAX_PROOF_AGE,
): Promise<void> {
  const provenAt = await getProvenAt(ctx, viewer);
  const isFresh = provenAt !== null && Date.now() < provenAt + MAX_PROOF_AGE[deed];
  if (!isFresh) fail("confirm_required", messages.CONFIRM_FIRST);
}

export async function getProvenAt(
  ctx: QueryCtx,
  { sessionId }: Pick<Viewer, "sessionId">,
): Promise<number | null> {
  return (await findProof(ctx, sessionId))?.provenAt ?? null;
}

/** Records that the account's owner is using the session now. */
export async function prove(ctx: MutationCtx, sessionId: string): Promise<void> {
  const provenAt = Date.now();
  const proof = await findProof(ctx, sessionId);
  if (proof) await ctx.db.patch("proofs", proof._id, { provenAt });
  else await ctx.db.insert("proofs", { sessionId, provenAt });
}

/** Like `prove`, for a session that has just begun, so that it has no row and none has to be read. */
export async function proveSignIn(ctx: MutationCtx, sessionId: string): Promise<void> {
  await ctx.db.insert("proofs", { sessionId, provenAt: Date.now() });
}

/** Deletes a batch of proofs that are too old to be useful. True if there may be more. */
export async function sweepProofs(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("proofs")
    .withIndex("by_provenAt", (q) => q.lt("provenAt", Date.now() - OLDEST))
    .take(BATCH);
  for (const { _id } of old) await ctx.db.delete("proofs", _id);
  return old.length === BATCH;
}

function findProof(ctx: QueryCtx, sessionId: string) {
  return ctx.db
    .query("proofs")
    .withIndex("by_sessionId", (q) => q.eq("sessionId", sessionId))
    .unique();
}
