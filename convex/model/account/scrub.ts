/**
 * Replaces an erased address in rows that describe what others did: details of audit rows, the people who made a
 * campaign, a suppression or a link, and in names and labels. No index finds these, so whole tables are read, a page in
 * each call.
 */
import { type ObjectType, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { enterSoon } from "../campaigns/campaign";
import { addressReplacer } from "./replaceAddress";

const TABLES = [
  "auditEvents",
  "campaigns",
  "suppressions",
  "loginLinks",
  "approvals",
  "uploads",
  "campaignNotices",
  "webhookDeliveries",
  "campaignLabels",
  "templates",
] as const;
type Table = (typeof TABLES)[number];
const table = v.union(...TABLES.map((name) => v.literal(name)));

/** How many rows one call reads. Campaigns and templates contain whole messages. */
const PAGE = 500;
const PAGE_OF_MESSAGES = 50;

/** The fields of each table that may contain the address of somebody other than the person whom the row is about. */
const FIELDS: { [T in Table]: readonly (keyof Doc<T>)[] } = {
  auditEvents: ["actor", "actorName", "subject", "details"],
  campaigns: ["name", "labels", "invitedBy", "edits", "pausedBecause", "unscheduledBecause"],
  suppressions: ["addedBy", "note"],
  loginLinks: ["mintedBy"],
  approvals: ["email"],
  uploads: ["by"],
  campaignNotices: ["name", "by", "why"],
  webhookDeliveries: ["body"],
  campaignLabels: ["label"],
  templates: ["name"],
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
    .paginate({ numItems: hasMessages(table) ? PAGE_OF_MESSAGES : PAGE, cursor });
  const replace = addressReplacer(email, name);
  for (const row of page) {
    const patch = scrubbed(row, FIELDS[table] as readonly string[], replace);
    if (!patch) continue;
    await ctx.db.patch(table, row._id, patch);
    // The list of campaigns sorts and searches by the name.
    if (table === "campaigns") await enterSoon(ctx, row._id as Id<"campaigns">);
  }
  const following = isDone ? TABLES[TABLES.indexOf(table) + 1] : table;
  if (following === undefined) return;
  const rest = { email, name, table: following, cursor: isDone ? null : continueCursor };
  await ctx.scheduler.runAfter(0, internal.model.account.scrub.step, rest);
}

const hasMessages = (table: Table): boolean => table === "campaigns" || table === "templates";

/** The fields of a row that contain the address, with the pseudonym in place of it. Null if no field does. */
function scrubbed(row: object, fields: readonly string[], replace: <T>(value: T) => T) {
  const changed = Object.entries(row)
    .filter(([field]) => fields.includes(field))
    .map(([field, value]) => [field, value, replace(value)] as const)
    .filter(([, value, after]) => JSON.stringify(value) !== JSON.stringify(after));
  return changed.length === 0 ? null : Object.fromEntries(changed.map(([field, , after]) => [field, after]));
}
