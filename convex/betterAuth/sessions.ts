/** What a signed-in call needs of Better Auth's tables, each in one call. The caller says whose sessions they are. */
import { v } from "convex/values";
import { mutation, query } from "./_generated/server";
import schema from "./schema";

const MAX_LISTED = 100;

const { userAgent, ipAddress, createdAt, updatedAt } = schema.tables.session.validator.fields;
const listedSession = v.object({ _id: v.id("session"), userAgent, ipAddress, createdAt, updatedAt });

/** Whose session this is, or null: it has ended, or is another user's. */
export const viewer = query({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.union(schema.doc("user"), v.null()),
  handler: async (ctx, { sessionId, userId }) => {
    const id = ctx.db.normalizeId("session", sessionId);
    const session = id && (await ctx.db.get("session", id));
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

/** Ends one session; false where the user has no such session. */
export const end = mutation({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { sessionId, userId }) => {
    const id = ctx.db.normalizeId("session", sessionId);
    const session = id && (await ctx.db.get("session", id));
    if (session?.userId !== userId) return false;
    await ctx.db.delete("session", session._id);
    return true;
  },
});

/** Ends all sessions of a user but one. @returns how many there were */
export const endOthers = mutation({
  args: { userId: v.string(), sessionId: v.string() },
  returns: v.number(),
  handler: async (ctx, { userId, sessionId }) => {
    const sessions = ctx.db.query("session").withIndex("userId", (q) => q.eq("userId", userId));
    let ended = 0;
    for await (const { _id } of sessions) {
      if (_id === sessionId) continue;
      await ctx.db.delete("session", _id);
      ended += 1;
    }
    return ended;
  },
});
