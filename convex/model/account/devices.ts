import type { Client } from "@latchkey/login-links/convex";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";

/** A session that has just begun. */
export interface Begun {
  userId: string;
  email: string;
  sessionId: string;
  isNewUser: boolean;
  client: Pick<Client, "ipAddress" | "userAgent" | "deviceHash">;
}

/**
 * Records the User-Agent of a session that has just begun. A new one is compared with the known devices after the
 * sign-in, because identifying browsers takes longer than the sign-in itself.
 */
export async function noteDevice(ctx: MutationCtx, { isNewUser, client, ...begun }: Begun): Promise<void> {
  const { userAgent } = client;
  if (!userAgent) return;
  const { userId } = begun;
  const known = await ctx.db
    .query("devices")
    .withIndex("by_userId_and_userAgent", (q) => q.eq("userId", userId).eq("userAgent", userAgent))
    .first();
  if (known) return;
  await ctx.db.insert("devices", { userId, userAgent });
  if (isNewUser) return;
  const from = { userAgent, ...(client.ipAddress ? { ipAddress: client.ipAddress } : {}) };
  await ctx.scheduler.runAfter(0, internal.model.account.newDevice.compare, { ...begun, ...from });
}
