import { v } from "convex/values";
import * as messages from "../lib/messages/account-errors";
import { authComponent, createAuth } from "./auth";
import { MAX_NAME_LENGTH } from "./betterAuth/options";
import { fail } from "./errors";
import { userMutation } from "./functions";
import { changePerson } from "./model/people/directory";
import { getMember } from "./model/people/members";

export const update = userMutation({
  args: { name: v.string() },
  handler: async (ctx, args) => {
    const name = args.name.trim();
    if (name.length > MAX_NAME_LENGTH) fail("invalid", messages.nameTooLong(MAX_NAME_LENGTH), "name");
    const { auth, headers } = await authComponent.getAuth(createAuth, ctx);
    await auth.api.updateUser({ body: { name }, headers });
    const member = await getMember(ctx, ctx.viewer.id);
    if (member) await changePerson(ctx, member, { name });
    return null;
  },
});
