/**
 * Addresses that the mail provider does not deliver to, according to its webhook events. These are not our
 * suppressions, which only stop campaigns and which the product itself enforces.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Actor, audit } from "./audit";
import { erased, findSuppression } from "./campaigns/suppressions";
import { isMember } from "./people/members";

export type BlockedAddress = Doc<"blockedAddresses">;
export type BlockReason = BlockedAddress["reason"];

const BACKEND = { kind: "backend" } as const;

/** The address's row or null. The row may be of a block that is over: then `unblockedAt` is set. */
export function findBlock(ctx: QueryCtx, email: string): Promise<BlockedAddress | null> {
  return ctx.db
    .query("blockedAddresses")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/** Whether this person was erased and has not come back since. */
async function isErased(ctx: QueryCtx, email: string): Promise<boolean> {
  return (await findSuppression(ctx, await erased(email))) !== null && !(await isMember(ctx, email));
}

interface Block {
  reason: BlockReason;
  at: number;
  details?: string;
}

/**
 * Records that the provider blocks an address. Events may come several times and in any order, so an event from before
 * the end of a block does not start the block again. An event about an erased person is ignored, because it would bring
 * their address back.
 */
export async function block(ctx: MutationCtx, email: string, news: Block): Promise<void> {
  const known = await findBlock(ctx, email);
  if (known && known.unblockedAt === undefined) return explain(ctx, known, news);
  if (known && news.at <= (known.unblockedAt ?? 0)) return;
  if (!known && (await isErased(ctx, email))) return;
  if (known) await ctx.db.delete("blockedAddresses", known._id);
  await ctx.db.insert("blockedAddresses", { email, ...news });
  await audit(ctx, "address.blocked", { actor: BACKEND, subject: email, details: { reason: news.reason } });
}

/**
 * Adds the reason to a block whose reason was unknown. An event that a mail was suppressed has no reason; a bounce or a
 * complaint has one. The earlier time is kept.
 */
async function explain(ctx: MutationCtx, known: BlockedAddress, { reason, ...news }: Block): Promise<void> {
  if (known.reason !== "suppressed" || reason === "suppressed") return;
  const { details = known.details } = news;
  await ctx.db.patch("blockedAddresses", known._id, { reason, details, at: Math.min(known.at, news.at) });
}

/** Records that the provider delivers to the address again, and who caused that. */
export async function unblock(
  ctx: MutationCtx,
  email: string,
  { by, at }: { by: Actor; at: number },
): Promise<void> {
  const row = await findBlock(ctx, email);
  if (!row || row.unblockedAt !== undefined) return;
  await ctx.db.patch("blockedAddresses", row._id, { unblockedAt: Math.max(at, row.at) });
  await audit(ctx, "address.unblocked", { actor: by, subject: email, details: { reason: row.reason } });
}

/**
 * Ends the block if the provider reports that it delivers to the address. A report from before the block changes
 * nothing.
 */
export async function noteDelivered(ctx: MutationCtx, email: string, at: number): Promise<void> {
  const row = await findBlock(ctx, email);
  if (row && at > row.at) await unblock(ctx, email, { by: BACKEND, at });
}

export async function forgetBlock(ctx: MutationCtx, email: string): Promise<void> {
  const row = await findBlock(ctx, email);
  if (row) await ctx.db.delete("blockedAddresses", row._id);
}
