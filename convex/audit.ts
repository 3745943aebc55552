import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { adminMutation, adminQuery } from "./functions";
import { asActor, audit } from "./model/audit";

/**
 * Audit rows, newest first, filtered by actor, action and subject (exact matches) and by time, `from` to before `to`
 * (ms). One of the filters uses an index; the others are applied to each page, so a page may be short or empty.
 */
export const list = adminQuery({
  args: {
    actor: v.optional(v.string()),
    action: v.optional(v.string()),
    subject: v.optional(v.string()),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
    paginationOpts: paginationOptsValidator,
  },
  handler: async (ctx, { paginationOpts, ...wanted }) => {
    const result = await narrowed(ctx, wanted).order("desc").paginate(paginationOpts);
    return { ...result, page: result.page.filter((event) => isWanted(event, wanted)).map(asRow) };
  },
});

type Wanted = { actor?: string; action?: string; subject?: string; from?: number; to?: number };

/** Chooses the index: a subject leaves the fewest rows, an action the most. */
function narrowed(ctx: QueryCtx, wanted: Wanted) {
  const { actor, action, subject, from = 0, to = Number.MAX_SAFE_INTEGER } = wanted;
  const events = ctx.db.query("auditEvents");
  if (subject !== undefined)
    return events.withIndex("by_subject", (q) =>
      q.eq("subject", subject).gte("_creationTime", from).lt("_creationTime", to),
    );
  if (actor !== undefined)
    return events.withIndex("by_actorName", (q) =>
      q.eq("actorName", actor).gte("_creationTime", from).lt("_creationTime", to),
    );
  if (action !== undefined)
    return events.withIndex("by_action", (q) =>
      q.eq("action", action).gte("_creationTime", from).lt("_creationTime", to),
    );
  return events.withIndex("by_creation_time", (q) => q.gte("_creationTime", from).lt("_creationTime", to));
}

function isWanted(event: Doc<"auditEvents">, { actor, action, subject }: Wanted): boolean {
  return (
    (actor === undefined || event.actorName === actor) &&
    (action === undefined || event.action === action) &&
    (subject === undefined || event.subject === subject)
  );
}

function asRow({
  _id,
  _creationTime,
  action,
  actorName,
  actor,
  subject,
  ipAddress,
  userAgent,
  details,
}: Doc<"auditEvents">) {
  return {
    id: _id,
    at: _creationTime,
    action,
    actor: actorName,
    actorKind: actor.kind,
    subject,
    ipAddress: ipAddress ?? null,
    userAgent: userAgent ?? null,
    details: details ?? {},
  };
}

export const noteExport = adminMutation({
  args: {},
  handler: async (ctx) => {
    await audit(ctx, "audit.exported", { actor: asActor(ctx.viewer), subject: "audit" });
    return null;
  },
});
