import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { type Actor, audit } from "../audit";
import { hashAddress } from "../secrets";

export type SuppressionReason = Doc<"suppressions">["reason"];

/**
 * The suppression of an address, or null. The suppression of an erased person is stored under a keyed hash of the
 * address, because their address must not be kept, but must not be mailed either.
 */
export async function getSuppression(ctx: QueryCtx, email: string): Promise<Doc<"suppressions"> | null> {
  return (await findSuppression(ctx, email)) ?? findSuppression(ctx, await erased(email));
}

/** The suppression whose `email` field is exactly this text: an address, or what `erased` returns. */
export function findSuppression(ctx: QueryCtx, email: string): Promise<Doc<"suppressions"> | null> {
  return ctx.db
    .query("suppressions")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

const ERASED = "erased:";

/** What a suppression contains in place of an erased address. It has no @, so it cannot be mistaken for an address. */
export const erased = async (email: string): Promise<string> => `${ERASED}${await hashAddress(email)}`;

/** Whether this is the suppression of an erased person. */
export const isErased = ({ email }: Doc<"suppressions">): boolean => email.startsWith(ERASED);

/**
 * Suppresses an address, so that no campaign mails it. False if the address was already suppressed; the first reason is
 * kept.
 */
export async function suppress(
  ctx: MutationCtx,
  email: string,
  why: { reason: SuppressionReason; note?: string; campaignId?: Id<"campaigns">; addedBy: Actor },
): Promise<boolean> {
  if (await getSuppression(ctx, email)) return false;
  await ctx.db.insert("suppressions", { email, ...why });
  await audit(ctx, "suppression.added", {
    actor: why.addedBy,
    subject: email,
    details: { reason: why.reason },
  });
  return true;
}

/**
 * Removes the suppression of an address, and returns whether it did. If `reason` is given, only a suppression with that
 * reason is removed.
 */
export async function unsuppress(
  ctx: MutationCtx,
  email: string,
  { by, reason }: { by: Actor; reason?: SuppressionReason },
): Promise<boolean> {
  const row = await getSuppression(ctx, email);
  if (!row || (reason && row.reason !== reason)) return false;
  await ctx.db.delete("suppressions", row._id);
  await audit(ctx, "suppression.removed", { actor: by, subject: email, details: { reason: row.reason } });
  return true;
}
