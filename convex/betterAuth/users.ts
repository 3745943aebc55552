/** Queries and mutations on users' rows without Better Auth. The caller must have checked that they are allowed. */
import { v } from "convex/values";
import { mutation, query } from "./_generated/server";

/**
 * Gives a user a new, proven address. False if somebody else has that address, or if the user's address is no longer
 * `from`.
 */
export const changeEmail = mutation({
  args: { userId: v.string(), from: v.string(), to: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { userId, from, to }) => {
    const id = ctx.db.normalizeId("user", userId);
    const user = id && (await ctx.db.get("user", id));
    const other = await ctx.db
      .query("user")
      .withIndex("email", (q) => q.eq("email", to))
      .first();
    if (user?.email !== from || other) return false;
    await ctx.db.patch("user", user._id, { email: to, emailVerified: true, updatedAt: Date.now() });
    return true;
  },
});

/** The names of users, and when one of their sessions was last used, in ms. Null for a user who does not exist. */
export const describe = query({
  args: { userIds: v.array(v.string()) },
  returns: v.array(
    v.union(v.object({ name: v.string(), lastUsedAt: v.union(v.number(), v.null()) }), v.null()),
  ),
  handler: (ctx, { userIds }) =>
    Promise.all(
      userIds.map(async (userId) => {
        const id = ctx.db.normalizeId("user", userId);
        const user = id && (await ctx.db.get("user", id));
        if (!user) return null;
        const sessions = await ctx.db
          .query("session")
          .withIndex("userId", (q) => q.eq("userId", userId))
          .order("desc")
          .take(MAX_SESSIONS);
        const used = sessions.map(({ updatedAt }) => updatedAt);
        return { name: user.name, lastUsedAt: used.length === 0 ? null : Math.max(...used) };
      }),
    ),
});

const MAX_SESSIONS = 100;
const BATCH = 500;

/** Deletes a user and the rows that belong to them, a batch in each call. True if there may be more. */
export const remove = mutation({
  args: { userId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { userId }) => {
    for (const table of ["session", "account"] as const) {
      const rows = await ctx.db
        .query(table)
        .withIndex("userId", (q) => q.eq("userId", userId))
        .take(BATCH);
      for (const { _id } of rows) await ctx.db.delete(table, _id);
      if (rows.length === BATCH) return true;
    }
    const id = ctx.db.normalizeId("user", userId);
    if (id && (await ctx.db.get("user", id))) await ctx.db.delete("user", id);
    return false;
  },
});
