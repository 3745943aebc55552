/** Queries on Better Auth's tables. This file does not import Better Auth, so evaluating it is cheap. */
import { v } from "convex/values";
import { query } from "./_generated/server";

export const hasUser = query({
  args: { email: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { email }) => {
    const user = await ctx.db
      .query("user")
      .withIndex("email", (q) => q.eq("email", email))
      .first();
    return user !== null;
  },
});

/**
 * Returns the addresses that belong to an account and are verified. It takes a whole batch, because each call into a
 * component is expensive.
 */
export const provenAmong = query({
  args: { emails: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { emails }) => {
    const users = await Promise.all(
      emails.map((email) =>
        ctx.db
          .query("user")
          .withIndex("email", (q) => q.eq("email", email))
          .first(),
      ),
    );
    return users.flatMap((user) => (user?.emailVerified ? [user.email] : []));
  },
});

export const hasSigningKey = query({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => (await ctx.db.query("jwks").first()) !== null,
});
