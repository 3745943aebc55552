import { components } from "./_generated/api";
import { createAuth } from "./auth";
import { internalAction } from "./functions";

/**
 * Makes the key that signs Convex's JWTs, where there is none yet. Keys cannot be made in a mutation, so this runs before
 * any link can be exchanged: at set-up, and before each mail.
 */
export const ensure = internalAction({
  args: {},
  handler: async (ctx) => {
    const keys = await ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "jwks",
      paginationOpts: { numItems: 1, cursor: null },
    });
    if (keys.page.length === 0) await createAuth(ctx).api.getJwks();
  },
});
