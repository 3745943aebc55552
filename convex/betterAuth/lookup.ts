/** Questions about Better Auth's tables that need none of its own code. */
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

export const hasSigningKey = query({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => (await ctx.db.query("jwks").first()) !== null,
});
