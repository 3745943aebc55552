import { v } from "convex/values";
import { components } from "./_generated/api";
import { authComponent, createAuth } from "./auth";
import { fail } from "./errors";
import { userMutation, userQuery } from "./functions";
import { audit } from "./model/audit";

const MAX_LISTED = 100;

/** The signed-in user's sessions, last used first. */
export const list = userQuery({
  args: {},
  handler: async (ctx) => {
    const { page } = await ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "session",
      where: [{ field: "userId", value: ctx.user.id }],
      paginationOpts: { numItems: MAX_LISTED, cursor: null },
    });
    return (page as SessionRow[])
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

interface SessionRow {
  _id: string;
  userId: string;
  token: string;
  createdAt: number;
  updatedAt: number;
  ipAddress?: string | null;
  userAgent?: string | null;
}

export const revoke = userMutation({
  args: { sessionId: v.string() },
  handler: async (ctx, { sessionId }) => {
    const session: SessionRow | null = await ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "session",
      where: [{ field: "_id", value: sessionId }],
    });
    if (session?.userId !== ctx.user.id) return fail("not_found", "There is no such session.");
    const { auth, headers } = await authComponent.getAuth(createAuth, ctx);
    await auth.api.revokeSession({ body: { token: session.token }, headers });
    await auditRevocation(ctx, { sessionId });
    return null;
  },
});

/** Deleted by index: Better Auth's own way reads the whole table of sessions to find a user's. */
export const revokeOthers = userMutation({
  args: {},
  handler: async (ctx) => {
    const { count: revoked } = await ctx.runMutation(components.betterAuth.adapter.deleteMany, {
      input: {
        model: "session",
        where: [
          { field: "userId", value: ctx.user.id },
          { field: "_id", operator: "not_in", value: [ctx.user.sessionId], connector: "AND" },
        ],
      },
      paginationOpts: { numItems: 1_000, cursor: null },
    });
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
