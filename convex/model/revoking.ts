import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type Actor, audit } from "./audit";
import { revoke } from "./loginLink";

const CHUNK = 200;

/** Ends what an admin made that would outlive the role: keys, and links and invites nobody has followed yet. */
export async function revokeMadeBy(ctx: MutationCtx, userId: string, actor: Actor): Promise<void> {
  const keys = ctx.db.query("apiKeys").withIndex("by_createdBy", (q) => q.eq("createdBy", userId));
  for await (const { _id, name, revokedAt } of keys) {
    if (revokedAt === undefined) await revokeKey(ctx, { _id, name }, actor);
  }
  await revokeLinksBy(ctx, { userId, now: Date.now(), cursor: null });
}

export async function revokeKey(
  ctx: MutationCtx,
  { _id, name }: { _id: Id<"apiKeys">; name: string },
  actor: Actor,
): Promise<void> {
  await ctx.db.patch("apiKeys", _id, { revokedAt: Date.now() });
  await audit(ctx, "apiKey.revoked", { actor, subject: name, details: { apiKeyId: _id } });
}

/** A chunk a call: what was good at `now`, from `cursor` on. */
export async function revokeLinksBy(
  ctx: MutationCtx,
  { userId, now, cursor }: { userId: string; now: number; cursor: string | null },
): Promise<void> {
  const made = await ctx.db
    .query("loginLinks")
    .withIndex("by_minter_and_purpose_and_expiresAt", (q) =>
      q.eq("mintedBy.userId", userId).eq("purpose", "minted").gt("expiresAt", now),
    )
    .paginate({ cursor, numItems: CHUNK });
  for (const link of made.page) await revoke(ctx, link);
  if (made.isDone) return;
  const rest = { userId, now, cursor: made.continueCursor };
  await ctx.scheduler.runAfter(0, internal.people.revokeLinks, rest);
}
