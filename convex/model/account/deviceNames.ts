/**
 * The names that an account's owner gives to devices. The next session in the same browser has the same name. These
 * functions are not in browsers.ts, because the exchange of a link imports that file and needs none of them.
 */
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { SignedInBrowser } from "./browsers";

export function browsersOf(ctx: QueryCtx, userId: string, atMost: number): Promise<SignedInBrowser[]> {
  return ctx.db
    .query("browsers")
    .withIndex("by_userId_and_deviceHash", (q) => q.eq("userId", userId))
    .take(atMost);
}

/** The name of a session's device; null if it has none. */
export async function deviceNameOf(ctx: QueryCtx, sessionId: string): Promise<string | null> {
  return (await browserOf(ctx, sessionId))?.name ?? null;
}

/**
 * Names the device of a session. If the session began without the device cookie, later sessions do not get the name.
 * @param name undefined removes the name
 */
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

/** Forgets the browser of a session that somebody other than the account's owner began. */
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
