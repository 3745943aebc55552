/**
 * The names that an account's owner gives devices. A name is kept for the next session in the same browser. Apart from
 * browsers.ts, because the exchange of a link needs none of it.
 */
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { SignedInBrowser } from "./browsers";

export function browsersOf(ctx: QueryCtx, userId: string, atMost: number): Promise<SignedInBrowser[]> {
  return ctx.db
    .query("browsers")
    .withIndex("by_userId_and_deviceHash", (q) => q.eq("userId", userId))
    .take(atMost);
}

/** What the owner of a session calls its device; null without a name. */
export async function deviceNameOf(ctx: QueryCtx, sessionId: string): Promise<string | null> {
  return (await browserOf(ctx, sessionId))?.name ?? null;
}

/** Names the device of a session. A session that began without the device cookie keeps its name only for itself. */
export async function nameBrowser(
  ctx: MutationCtx,
  { userId, sessionId }: { userId: string; sessionId: string },
  name: string | undefined,
): Promise<void> {
  const browser = await browserOf(ctx, sessionId);
  if (browser) await ctx.db.patch("browsers", browser._id, { name });
  else if (name !== undefined)
    await ctx.db.insert("browsers", { userId, sessionId, name, signedInAt: Date.now() });
}

/** The account's owner was not the person who began this session, so its browser is not one of theirs. */
export async function forgetBrowser(ctx: MutationCtx, sessionId: string): Promise<void> {
  const browser = await browserOf(ctx, sessionId);
  if (browser) await ctx.db.delete("browsers", browser._id);
}

function browserOf(ctx: QueryCtx, sessionId: string): Promise<SignedInBrowser | null> {
  return ctx.db
    .query("browsers")
    .withIndex("by_sessionId", (q) => q.eq("sessionId", sessionId))
    .unique();
}
