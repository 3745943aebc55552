import { v } from "convex/values";
import { components } from "./_generated/api";
import { fail } from "./errors";
import { userMutation, userQuery } from "./functions";
import { audit } from "./model/audit";

/** The signed-in user's sessions, this one first, then by when they were last used. */
export const list = userQuery({
  args: {},
  handler: async (ctx) => {
    const sessions = await ctx.runQuery(components.betterAuth.sessions.list, { userId: ctx.user.id });
    return sessions
      .map((session) => ({
        id: session._id,
        userAgent: session.userAgent || null,
        ipAddress: session.ipAddress || null,
        createdAt: session.createdAt,
        lastUsedAt: session.updatedAt,
        isCurrent: session._id === ctx.user.sessionId,
      }))
      .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.lastUsedAt - a.lastUsedAt);
  },
});

export const revoke = userMutation({
  args: { sessionId: v.string() },
  handler: async (ctx, { sessionId }) => {
    const own = { sessionId, userId: ctx.user.id };
    const hasEnded = await ctx.runMutation(components.betterAuth.sessions.end, own);
    if (!hasEnded) return fail("not_found", "There is no such session.");
    await auditRevocation(ctx, { sessionId });
    return null;
  },
});

export const revokeOthers = userMutation({
  args: {},
  handler: async (ctx) => {
    const { id: userId, sessionId } = ctx.user;
    const revoked = await ctx.runMutation(components.betterAuth.sessions.endOthers, { userId, sessionId });
    await auditRevocation(ctx, { revoked });
    return { revoked };
  },
});

type UserMutationCtx = Parameters<typeof audit>[0] & { user: { id: string; email: string } };

function auditRevocation({ user, ...ctx }: UserMutationCtx, details: Record<string, string | number>) {
  return audit(ctx, "session.revoked", {
    actor: { kind: "user", userId: user.id, email: user.email },
    subject: user.email,
    details,
  });
}
