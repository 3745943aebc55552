import { LAST_ADMIN } from "../../../lib/messages/account-errors";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";

/** Fails unless there is another admin whose account will not be deleted. */
export async function keepOneAdmin(ctx: MutationCtx, { _id }: Doc<"members">): Promise<void> {
  const admins = await ctx.db
    .query("members")
    .withIndex("by_role_and_email", (q) => q.eq("role", "admin"))
    .take(50);
  if (!admins.some((admin) => admin._id !== _id && admin.deletionAt === undefined))
    fail("conflict", LAST_ADMIN);
}
