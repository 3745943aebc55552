import { v } from "convex/values";
import { authComponent, createAuth } from "./auth";
import { MAX_NAME_LENGTH } from "./betterAuth/options";
import { fail } from "./errors";
import { userMutation } from "./functions";

export const update = userMutation({
  args: { name: v.string() },
  handler: async (ctx, args) => {
    const name = args.name.trim();
    if (name.length > MAX_NAME_LENGTH)
      fail("invalid", `A name has at most ${MAX_NAME_LENGTH} characters.`, "name");
    const { auth, headers } = await authComponent.getAuth(createAuth, ctx);
    await auth.api.updateUser({ body: { name }, headers });
    return null;
  },
});
