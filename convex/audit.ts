import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { adminMutation, adminQuery } from "./functions";
import { asActor, audit } from "./model/audit";

/** What was done, newest first. One of `actor`, `action` and `subject` narrows it; `from` and `to` (ms) always do. */
export const list = adminQuery({
  args: {
    actor: v.optional(v.string()),
    action: v.optional(v.string()),
    subject: v.optional(v.string()),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
    paginationOpts: paginationOptsValidator,
  },
  handler: async (
    ctx,
    { actor, action, subject, from = 0, to = Number.MAX_SAFE_INTEGER, paginationOpts },
  ) => {
    const events = ctx.db.query("auditEvents");
    const narrowed = actor
      ? events.withIndex("by_actorName", (q) =>
          q.eq("actorName", actor).gte("_creationTime", from).lt("_creationTime", to),
        )
      : action
        ? events.withIndex("by_action", (q) =>
            q.eq("action", action).gte("_creationTime", from).lt("_creationTime", to),
          )
        : subject
          ? events.withIndex("by_subject", (q) =>
              q.eq("subject", subject).gte("_creationTime", from).lt("_creationTime", to),
            )
          : events.withIndex("by_creation_time", (q) => q.gte("_creationTime", from).lt("_creationTime", to));
    const result = await narrowed.order("desc").paginate(paginationOpts);
    return {
      ...result,
      page: result.page.map(
        ({ _id, _creationTime, action, actorName, subject, ipAddress, userAgent, details }) => ({
          id: _id,
          at: _creationTime,
          action,
          actor: actorName,
          subject,
          ipAddress: ipAddress ?? null,
          userAgent: userAgent ?? null,
          details: details ?? {},
        }),
      ),
    };
  },
});

export const noteExport = adminMutation({
  args: {},
  handler: async (ctx) => {
    await audit(ctx, "audit.exported", { actor: asActor(ctx.user), subject: "audit" });
    return null;
  },
});
