import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { type Actor, audit } from "../audit";

export type SuppressionReason = Doc<"suppressions">["reason"];

export function getSuppression(ctx: QueryCtx, email: string): Promise<Doc<"suppressions"> | null> {
  return ctx.db
    .query("suppressions")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/** From now on no campaign mails this address. False if it was already suppressed; the first reason is kept. */
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

/** Removes a suppression. If `reason` is given, only a suppression with that reason. */
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
