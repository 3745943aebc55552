/** Which notices about campaigns the caller is mailed. */
import { writerMutation, writerQuery } from "./functions";
import { noticeLevelOf } from "./model/campaignNotices/spread";
import { noticeLevel } from "./validators";

export const level = writerQuery({
  args: {},
  handler: (ctx) => noticeLevelOf(ctx, ctx.viewer.id),
});

export const setLevel = writerMutation({
  args: { level: noticeLevel },
  handler: async (ctx, { level }) => {
    const { id: userId } = ctx.viewer;
    const row = await ctx.db
      .query("noticeChoices")
      .withIndex("by_userId", (q) => q.eq("userId", userId))
      .first();
    if (row) await ctx.db.patch("noticeChoices", row._id, { level });
    else await ctx.db.insert("noticeChoices", { userId, level });
    return null;
  },
});
