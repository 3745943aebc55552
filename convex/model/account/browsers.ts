/**
 * The browsers in which an account has signed in, identified by a cookie. deviceNames.ts has the names of their
 * devices.
 */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Begun } from "./devices";

export type SignedInBrowser = Doc<"browsers">;

/** Records in which browser a session has just begun. */
export async function noteBrowser(
  ctx: MutationCtx,
  { userId, sessionId, client: { deviceHash } }: Pick<Begun, "userId" | "sessionId" | "client">,
): Promise<void> {
  if (deviceHash === undefined) return;
  const known = await findBrowser(ctx, { userId, deviceHash });
  const now = { sessionId, signedInAt: Date.now() };
  if (known) await ctx.db.patch("browsers", known._id, now);
  else await ctx.db.insert("browsers", { userId, deviceHash, ...now });
}

/** The row of this browser, or null if the account has never signed in in it. */
export function findBrowser(
  ctx: QueryCtx,
  { userId, deviceHash }: { userId: string; deviceHash: string },
): Promise<SignedInBrowser | null> {
  return ctx.db
    .query("browsers")
    .withIndex("by_userId_and_deviceHash", (q) => q.eq("userId", userId).eq("deviceHash", deviceHash))
    .unique();
}
