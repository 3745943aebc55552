import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { adminMutation, adminQuery } from "./functions";
import { asActor, audit } from "./model/audit";

/** How many rows one page reads for a search by part of a name, which no index supports. */
const SCANNED = 500;

/**
 * Audit rows, newest first, filtered by actor, action, subject and time: at or after `from` and before `to`, in ms. If
 * a row has exactly this actor or subject, an index finds the rows. Otherwise the text may be any part of the name,
 * ignoring case. Filters without an index are applied to each page, so a page may be short or empty although more pages
 * follow.
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
    const exact = await exactOf(ctx, wanted);
    const isScan = wanted.actor !== exact.actor || wanted.subject !== exact.subject;
    const numItems = isScan ? Math.max(SCANNED, paginationOpts.numItems) : paginationOpts.numItems;
    const result = await narrowed(ctx, exact)
      .order("desc")
      .paginate({ ...paginationOpts, numItems });
    return { ...result, page: result.page.filter((event) => isWanted(event, wanted, exact)).map(asRow) };
  },
});

/** The filters that an index can apply. An actor or subject is left out if no row has exactly this value. */
async function exactOf(ctx: QueryCtx, { actor, subject, ...rest }: Wanted): Promise<Wanted> {
  const events = () => ctx.db.query("auditEvents");
  const isActor =
    actor !== undefined &&
    (await events()
      .withIndex("by_actorName", (q) => q.eq("actorName", actor))
      .first());
  const isSubject =
    subject !== undefined &&
    (await events()
      .withIndex("by_subject", (q) => q.eq("subject", subject))
      .first());
  return { ...rest, ...(isActor ? { actor } : {}), ...(isSubject ? { subject } : {}) };
}

type Wanted = { actor?: string; action?: string; subject?: string; from?: number; to?: number };

/** Chooses the index with the fewest rows to read: first the subject, then the actor, then the action. */
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

function isWanted(
  { action, actorName, subject }: Doc<"auditEvents">,
  wanted: Wanted,
  exact: Wanted,
): boolean {
  return (
    (wanted.action === undefined || action === wanted.action) &&
    fits(actorName, wanted.actor, exact.actor) &&
    fits(subject, wanted.subject, exact.subject)
  );
}

function fits(name: string, wanted: string | undefined, exact: string | undefined): boolean {
  if (wanted === undefined) return true;
  return exact === undefined ? name.toLowerCase().includes(wanted.toLowerCase()) : name === exact;
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
