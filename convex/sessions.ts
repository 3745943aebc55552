import { type ObjectType, v } from "convex/values";
import { readDeviceName } from "../lib/device-names";
import * as messages from "../lib/messages/account-errors";
import { DEVICE_NAME_PROBLEMS } from "../lib/messages/device-names";
import { components, internal } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { internalMutation, userMutation, userQuery } from "./functions";
import { deviceNameOf, nameBrowser } from "./model/account/deviceNames";
import { asActor, audit } from "./model/audit";

/** How many sessions one call ends. */
const MAX_ENDED = 1_000;

/** The signed-in user's sessions, the current one first, then the most recently used. */
export const list = userQuery({
  args: {},
  handler: async (ctx) => {
    const sessions = await ctx.runQuery(components.betterAuth.sessions.list, { userId: ctx.viewer.id });
    const rows = await Promise.all(
      sessions.map(async (session) => ({
        id: session._id,
        name: await deviceNameOf(ctx, session._id),
        userAgent: session.userAgent || null,
        ipAddress: session.ipAddress || null,
        createdAt: session.createdAt,
        lastUsedAt: session.updatedAt,
        isCurrent: session._id === ctx.viewer.sessionId,
      })),
    );
    return rows.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.lastUsedAt - a.lastUsedAt);
  },
});

export const revoke = userMutation({
  args: { sessionId: v.string() },
  handler: async (ctx, { sessionId }) => {
    const own = { sessionId, userId: ctx.viewer.id };
    const hasEnded = await ctx.runMutation(components.betterAuth.sessions.end, own);
    if (!hasEnded) return fail("not_found", messages.NO_SUCH_SESSION);
    await auditRevocation(ctx, ctx.viewer, { sessionId });
    return null;
  },
});

/**
 * Names the device of one of the viewer's sessions. The next session in the same browser has the same name. An empty
 * name removes the name.
 */
export const nameDevice = userMutation({
  args: { sessionId: v.string(), name: v.string() },
  handler: async (ctx, { sessionId, name: typed }) => {
    const own = { sessionId, userId: ctx.viewer.id };
    const owner = await ctx.runQuery(components.betterAuth.sessions.viewer, own);
    if (!owner) fail("not_found", messages.NO_SUCH_SESSION);
    const read = readDeviceName(typed);
    if (!read.ok) return fail("invalid", DEVICE_NAME_PROBLEMS[read.problem], "name");
    await nameBrowser(ctx, own, read.name || undefined);
    return null;
  },
});

/**
 * Ends all sessions except the caller's own, and returns how many this call has ended. If there are more than a
 * thousand, scheduled calls end the rest.
 */
export const revokeOthers = userMutation({
  args: {},
  handler: async (ctx) => {
    const { id: userId, email, sessionId: except } = ctx.viewer;
    return { revoked: await endOthers(ctx, { userId, email, except }) };
  },
});

const others = { userId: v.string(), email: v.string(), except: v.string() };

export const goOnRevoking = internalMutation({
  args: others,
  handler: async (ctx, args) => {
    await endOthers(ctx, args);
  },
});

async function endOthers(ctx: MutationCtx, args: ObjectType<typeof others>): Promise<number> {
  const { userId, email, except } = args;
  const atMost = MAX_ENDED;
  const revoked = await ctx.runMutation(components.betterAuth.sessions.endOf, { userId, except, atMost });
  await auditRevocation(ctx, { id: userId, email }, { revoked });
  if (revoked === atMost) await ctx.scheduler.runAfter(0, internal.sessions.goOnRevoking, args);
  return revoked;
}

function auditRevocation(
  ctx: MutationCtx,
  user: { id: string; email: string },
  details: Record<string, string | number>,
) {
  return audit(ctx, "session.revoked", { actor: asActor(user), subject: user.email, details });
}
