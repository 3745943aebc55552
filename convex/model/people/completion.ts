/** Copies names and times of last use from Better Auth to older members, who have none. Each call copies one batch. */
import { components, internal } from "../../_generated/api";
import { internalMutation } from "../../functions";
import { changePerson } from "./directory";
import { noteSeen } from "./lastSeen";

const BATCH = 50;

/** Continues until every member has a name, which may be empty. A cron job calls this. */
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
