import { v } from "convex/values";
import { deviceName } from "../../../lib/device";
import { components } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { notify } from "./notify";

/** How many known devices are compared. There can be many, because each update of a browser changes its User-Agent. */
const MOST = 100;

/**
 * Notifies an account's owner of a sign-in with a new browser or system. The account's first device causes no notice.
 */
export const compare = internalMutation({
  args: {
    userId: v.string(),
    email: v.string(),
    sessionId: v.string(),
    userAgent: v.string(),
    ipAddress: v.optional(v.string()),
  },
  handler: async (ctx, { userAgent, ipAddress = null, ...about }) => {
    const known = await usedBefore(ctx, { ...about, userAgent });
    if (known.length === 0) return;
    const device = deviceName(userAgent);
    if (known.some((other) => deviceName(other) === device)) return;
    await notify(ctx, { ...about, kind: "newDevice", client: { userAgent, ipAddress } });
  },
});

/**
 * The User-Agents of the account's other devices and sessions. Sessions are included, because an account may be older
 * than its list of devices.
 */
async function usedBefore(
  ctx: MutationCtx,
  { userId, sessionId, userAgent }: { userId: string; sessionId: string; userAgent: string },
): Promise<string[]> {
  const devices = await ctx.db
    .query("devices")
    .withIndex("by_userId_and_userAgent", (q) => q.eq("userId", userId))
    .take(MOST);
  const sessions = await ctx.runQuery(components.betterAuth.sessions.list, { userId });
  return [
    ...devices.map((device) => device.userAgent).filter((other) => other !== userAgent),
    ...sessions.filter(({ _id }) => _id !== sessionId).flatMap((session) => session.userAgent || []),
  ];
}
