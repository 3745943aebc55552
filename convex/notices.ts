/** Notices that the viewer sees on every page until they answer "It was me" or "It was not me". */
import { v } from "convex/values";
import * as messages from "../lib/messages/account-errors";
import type { Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { userMutation, userQuery } from "./functions";
import { disown as disownNotice, type Notice, viewOfNotice } from "./model/account/notices";
import type { Viewer } from "./model/people/viewer";

const MOST = 3;

/** The newest open notices. A notice about the viewer's present session is left out. */
export const list = userQuery({
  args: {},
  handler: async (ctx) => {
    const open = await ctx.db
      .query("notices")
      .withIndex("by_userId_and_dismissedAt", (q) =>
        q.eq("userId", ctx.viewer.id).eq("dismissedAt", undefined),
      )
      .order("desc")
      .take(MOST);
    return open
      .filter(({ sessionId }) => sessionId !== ctx.viewer.sessionId)
      .map((notice) => ({ id: notice._id, ...viewOfNotice(notice) }));
  },
});

/** "It was me": closes the notice. */
export const dismiss = userMutation({
  args: { noticeId: v.id("notices") },
  handler: async (ctx, { noticeId }) => {
    await requireOwn(ctx, ctx.viewer, noticeId);
    await ctx.db.patch("notices", noticeId, { dismissedAt: Date.now() });
    return null;
  },
});

/** "It was not me": the same as following the link in the notice's mail. */
export const disown = userMutation({
  args: { noticeId: v.id("notices") },
  handler: async (ctx, { noticeId }) => {
    await disownNotice(ctx, await requireOwn(ctx, ctx.viewer, noticeId));
    return null;
  },
});

async function requireOwn(ctx: MutationCtx, viewer: Viewer, noticeId: Id<"notices">): Promise<Notice> {
  const notice = await ctx.db.get("notices", noticeId);
  return notice?.userId === viewer.id ? notice : fail("not_found", messages.NO_SUCH_NOTICE);
}
