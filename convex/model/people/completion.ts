/** Members from before names and last uses were recorded get theirs from Better Auth, a batch in each call. */
import { components, internal } from "../../_generated/api";
import { internalMutation } from "../../functions";
import { changePerson } from "./directory";
import { noteSeen } from "./lastSeen";

const BATCH = 50;

/** A cron job calls it; it continues until every member has a name, which may be empty. */
export const complete = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const members = await ctx.db
      .query("members")
      .withIndex("by_name", (q) => q.eq("name", undefined))
      .take(BATCH);
    if (members.length === 0) return;
    const userIds = members.map(({ userId }) => userId);
    const people = await ctx.runQuery(components.betterAuth.users.describe, { userIds });
    for (const [index, member] of members.entries()) {
      const { name = "", lastUsedAt = null } = people[index] ?? {};
      await changePerson(ctx, member, { name });
      if (lastUsedAt !== null) await noteSeen(ctx, member.userId, lastUsedAt);
    }
    if (members.length === BATCH)
      await ctx.scheduler.runAfter(0, internal.model.people.completion.complete, {});
  },
});
