/**
 * Replaces an erased address in rows that describe what others did: details of audit rows, the people who made a
 * campaign, a suppression or a link. No index finds these, so whole tables are read, a page in each call.
 */
import { type ObjectType, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";

const TABLES = ["auditEvents", "campaigns", "suppressions", "loginLinks"] as const;
type Table = (typeof TABLES)[number];
const table = v.union(
  v.literal("auditEvents"),
  v.literal("campaigns"),
  v.literal("suppressions"),
  v.literal("loginLinks"),
);

/** How many rows of each table one call reads. A campaign contains its whole message. */
const PAGE: Record<Table, number> = { auditEvents: 500, campaigns: 50, suppressions: 500, loginLinks: 500 };

/** The fields of each table that may contain the address of somebody other than the person whom the row is about. */
const FIELDS: { [T in Table]: readonly (keyof Doc<T>)[] } = {
  auditEvents: ["actor", "actorName", "subject", "details"],
  campaigns: ["invitedBy", "edits", "pausedBecause", "unscheduledBecause"],
  suppressions: ["addedBy", "note"],
  loginLinks: ["mintedBy"],
};

export const begin = internalMutation({
  args: { email: v.string(), name: v.string() },
  handler: (ctx, person): Promise<void> => scrubPage(ctx, { ...person, table: TABLES[0], cursor: null }),
});

const page = { email: v.string(), name: v.string(), table, cursor: v.union(v.string(), v.null()) };

export const step = internalMutation({
  args: page,
  handler: (ctx, args): Promise<void> => scrubPage(ctx, args),
});

/** Scrubs one page of a table, and schedules the next page or the next table. */
async function scrubPage(ctx: MutationCtx, args: ObjectType<typeof page>): Promise<void> {
  const { email, name, table, cursor } = args;
  const { page, isDone, continueCursor } = await ctx.db
    .query(table)
    .paginate({ numItems: PAGE[table], cursor });
  const isNamed = addressPattern(email);
  for (const row of page) {
    const patch = scrubbed(row, FIELDS[table] as readonly string[], isNamed, name);
    if (patch) await ctx.db.patch(table, row._id, patch);
  }
  const following = isDone ? TABLES[TABLES.indexOf(table) + 1] : table;
  if (following === undefined) return;
  const rest = { email, name, table: following, cursor: isDone ? null : continueCursor };
  await ctx.scheduler.runAfter(0, internal.model.account.scrub.step, rest);
}

/** The fields of a row that contain the address, with the pseudonym in place of it. Null if no field does. */
function scrubbed(row: object, fields: readonly string[], isNamed: RegExp, name: string) {
  const changed = Object.entries(row).filter(
    ([field, value]) => fields.includes(field) && isNamed.test(JSON.stringify(value)),
  );
  if (changed.length === 0) return null;
  const all = new RegExp(isNamed, "gu");
  return Object.fromEntries(
    changed.map(([field, value]) => [field, JSON.parse(JSON.stringify(value).replace(all, name))]),
  );
}

/** Finds the address where it is not a part of a longer address, such as `ada@example.com` in `xada@example.com.au`. */
function addressPattern(email: string): RegExp {
  const escaped = JSON.stringify(email)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.+%-])${escaped}(?![\\w-]|\\.\\w)`, "u");
}
