/**
 * The queries and mutations on Better Auth's sessions for signed-in callers, each in one call. They do not check the
 * user: the caller must pass the right one.
 */
import { v } from "convex/values";
import { mutation, query, type QueryCtx } from "./_generated/server";
import schema from "./schema";

const MAX_LISTED = 100;

const { userAgent, ipAddress, createdAt, updatedAt } = schema.tables.session.validator.fields;
const listedSession = v.object({ _id: v.id("session"), userAgent, ipAddress, createdAt, updatedAt });

/** The user of this session. Null if the session has ended or belongs to a different user. */
export const viewer = query({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.union(schema.doc("user"), v.null()),
  handler: async (ctx, { sessionId, userId }) => {
    const session = await find(ctx, sessionId);
    if (session?.userId !== userId) return null;
    const owner = ctx.db.normalizeId("user", userId);
    return owner && ctx.db.get("user", owner);
  },
});

/** The newest of a user's sessions, without their tokens. */
export const list = query({
  args: { userId: v.string() },
  returns: v.array(listedSession),
  handler: async (ctx, { userId }) => {
    const sessions = await ctx.db
      .query("session")
      .withIndex("userId", (q) => q.eq("userId", userId))
      .order("desc")
      .take(MAX_LISTED);
    return sessions.map(({ _id, userAgent, ipAddress, createdAt, updatedAt }) => ({
      _id,
      userAgent,
      ipAddress,
      createdAt,
      updatedAt,
    }));
  },
});

/** Ends one session. False if the user has no such session. */
export const end = mutation({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { sessionId, userId }) => {
    const session = await find(ctx, sessionId);
    if (session?.userId !== userId) return false;
    await ctx.db.delete("session", session._id);
    return true;
  },
});

/** Ends the given sessions that are still active, and returns their ids. */
export const endAll = mutation({
  args: { sessionIds: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { sessionIds }) => {
    const live = (await Promise.all(sessionIds.map((id) => find(ctx, id)))).filter((row) => row !== null);
    for (const { _id } of live) await ctx.db.delete("session", _id);
    return live.map(({ _id }) => _id);
  },
});

/**
 * Ends at most `atMost` sessions of a user, but never the session `except`. Returns how many it ended; a number below
 * `atMost` means that no other session is left.
 */
export const endOf = mutation({
  args: { userId: v.string(), except: v.optional(v.string()), atMost: v.number() },
  returns: v.number(),
  handler: async (ctx, { userId, except, atMost }) => {
    const sessions = await ctx.db
      .query("session")
      .withIndex("userId", (q) => q.eq("userId", userId))
      .take(atMost + 1);
    const ending = sessions.filter(({ _id }) => _id !== except).slice(0, atMost);
    for (const { _id } of ending) await ctx.db.delete("session", _id);
    return ending.length;
  },
});

/** When each session expires, in ms; null for one that has ended. */
export const expiries = query({
  args: { sessionIds: v.array(v.string()) },
  returns: v.array(v.union(v.number(), v.null())),
  handler: (ctx, { sessionIds }) =>
    Promise.all(sessionIds.map(async (id) => (await find(ctx, id))?.expiresAt ?? null)),
});

async function find(ctx: QueryCtx, sessionId: string) {
  const id = ctx.db.normalizeId("session", sessionId);
  return id && ctx.db.get("session", id);
}
