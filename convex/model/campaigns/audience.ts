import { parseEmailAddress } from "@latchkey/login-links/http";
import { v } from "convex/values";
import * as messages from "../../../lib/messages/campaign-audience";
import {
  type AudienceRow,
  MAX_FIELD_LENGTH,
  MAX_FIELDS,
  MAX_NAME_LENGTH,
  type RejectedBecause,
} from "../../../lib/audience/rows";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";
import { forgetCopy } from "./audienceCopies";
import { removeReminders } from "../reminders/plans";
import { type Campaign, requireCampaign } from "./campaign";
import { count } from "./counts";
import { exclusionOf } from "./exclusion";
import { takeOut } from "./takeOut";
import { tallyOf } from "./tally";

/** How many rows one call accepts. This is well below what one transaction may read. */
export const MAX_ROWS = 500;
/** How many recipients one call deletes. */
const CLEAR_CHUNK = 500;

export const audienceRow = v.object({
  /** The line number in the uploaded file, for the report. */
  line: v.number(),
  email: v.string(),
  name: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
});

type RejectedByServer = Extract<
  RejectedBecause,
  "bad_address" | "duplicate" | "member" | "suppressed" | "blocked" | "too_long"
>;

export interface ImportReport {
  added: number;
  rejected: { line: number; value: string; reason: RejectedByServer }[];
}

/** Adds the valid rows to a draft's audience. The report has one entry for each rejected row. */
export async function importRows(
  ctx: MutationCtx,
  { _id: campaignId }: Campaign,
  rows: AudienceRow[],
): Promise<ImportReport> {
  if (rows.length > MAX_ROWS) fail("invalid", messages.atMostRows(MAX_ROWS));
  const checked = await Promise.all(uniqueRows(rows).map((row) => check(ctx, campaignId, row)));
  const good = checked.flatMap(({ row, email, reason }) => (email && !reason ? [{ ...row, email }] : []));
  await Promise.all(good.map((row) => ctx.db.insert("recipients", recipient(campaignId, row))));
  await count(ctx, campaignId, "audience", tallyOf(good));
  return {
    added: good.length,
    rejected: checked.flatMap(({ row, reason }) =>
      reason ? [{ line: row.line, value: row.email.slice(0, 300), reason }] : [],
    ),
  };
}

interface CheckedRow {
  row: AudienceRow;
  /** The normalised address, as the table stores it; null if it is invalid. */
  email: string | null;
  reason: RejectedByServer | null;
}

/** Parses the addresses. A row is a duplicate if an earlier row has the same address. */
function uniqueRows(rows: AudienceRow[]): CheckedRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const email = parseEmailAddress(row.email);
    if (!email) return { row, email, reason: "bad_address" };
    const reason = seen.has(email) ? "duplicate" : null;
    seen.add(email);
    return { row, email, reason };
  });
}

async function check(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  { row, email, reason }: CheckedRow,
): Promise<CheckedRow> {
  if (!email || reason) return { row, email, reason };
  return { row, email, reason: await whyNot(ctx, campaignId, { ...row, email }) };
}

async function whyNot(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  row: AudienceRow,
): Promise<RejectedByServer | null> {
  const fields = Object.entries(row.fields);
  if (fields.length > MAX_FIELDS || fields.some(([, value]) => value.length > MAX_FIELD_LENGTH))
    return "too_long";
  const reason = await exclusionOf(ctx, campaignId, row.email);
  return reason === "unsubscribed" ? "suppressed" : reason;
}

function recipient(campaignId: Id<"campaigns">, { email, name, fields }: AudienceRow) {
  return {
    campaignId,
    email,
    ...(name ? { name: name.slice(0, MAX_NAME_LENGTH) } : {}),
    fields,
    status: "queued" as const,
  };
}

/** The campaign, if it is a draft whose audience can be changed. Otherwise fails with the reason. */
export async function requireOpenAudience(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<Campaign> {
  const campaign = await requireCampaign(ctx, campaignId);
  if (campaign.status !== "draft") fail("conflict", messages.FROZEN);
  if (campaign.isAudienceChanging) fail("conflict", messages.STILL_CHANGING);
  return campaign;
}

export const clear = internalMutation({
  args: { campaignId: v.id("campaigns") },
  handler: (ctx, { campaignId }): Promise<void> => clearAudience(ctx, campaignId),
});

/** Deletes the audience of a draft, or of a deleted draft, one chunk in each call. */
export async function clearAudience(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const recipients = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
    .take(CLEAR_CHUNK);
  await takeOut(ctx, campaignId, recipients);
  if (recipients.length === CLEAR_CHUNK) {
    await ctx.scheduler.runAfter(0, internal.model.campaigns.audience.clear, { campaignId });
  } else if (await ctx.db.get("campaigns", campaignId)) {
    await ctx.db.patch("campaigns", campaignId, { isAudienceChanging: undefined });
  } else {
    await forgetCopy(ctx, campaignId);
    await removeReminders(ctx, campaignId);
  }
}
