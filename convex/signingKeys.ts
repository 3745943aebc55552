import { components } from "./_generated/api";
import { internalAction } from "./functions";

/**
 * Makes the key that signs Convex's JWTs, where there is none yet. Keys cannot be made in a mutation, so this runs before
 * any link can be exchanged: at set-up, and before each mail.
 */
export const ensure = internalAction({
  args: {},
  handler: async (ctx) => {
    if (await ctx.runQuery(components.betterAuth.lookup.hasSigningKey, {})) return;
    // Better Auth is evaluated by the one call that needs it.
    const { createAuth } = await import("./auth");
    await createAuth(ctx).api.getJwks();
  },
});
