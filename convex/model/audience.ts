import { type Infer, v } from "convex/values";
import { filledKeys } from "../../lib/merge-fields";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import { count, type Counts } from "./counts";
import { parseEmailAddress } from "./emailAddress";
import { getSuppression } from "./suppressions";

/** How many rows one call takes: well inside what a transaction may read. */
export const MAX_ROWS = 500;
const MAX_FIELDS = 50;
const MAX_FIELD_LENGTH = 1_000;

export const audienceRow = v.object({
  /** Where it stood in the file, for the report. */
  line: v.number(),
  email: v.string(),
  name: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
});
type AudienceRow = Infer<typeof audienceRow>;

export type LeftOutBecause = "bad_address" | "duplicate" | "member" | "suppressed" | "too_long";

export interface ImportReport {
  added: number;
  leftOut: { line: number; value: string; reason: LeftOutBecause }[];
}

/** Adds the good rows to a draft's audience and reports on each of the others. */
export async function importRows(
  ctx: MutationCtx,
  campaign: Doc<"campaigns">,
  rows: AudienceRow[],
): Promise<ImportReport> {
  if (rows.length > MAX_ROWS) fail("invalid", `At most ${MAX_ROWS} rows at once.`);
  const report: ImportReport = { added: 0, leftOut: [] };
  const added: Filled[] = [];
  for (const row of rows) {
    const email = parseEmailAddress(row.email);
    const reason = email ? await whyNot(ctx, campaign._id, { ...row, email }) : "bad_address";
    if (email && !reason) {
      await ctx.db.insert("recipients", recipient(campaign._id, { ...row, email }));
      added.push(row);
      report.added++;
    } else if (reason) {
      report.leftOut.push({ line: row.line, value: row.email.slice(0, 300), reason });
    }
  }
  await count(ctx, campaign._id, "audience", tallyOf(added));
  return report;
}

type Filled = Pick<Doc<"recipients">, "email" | "name" | "fields">;

/**
 * How many there are, and how many have each field, by the key it is merged by (`has:company`): so a variable that some
 * of a hundred thousand lack is pointed out without looking at them.
 */
export function tallyOf(recipients: Filled[], sign: 1 | -1 = 1): Counts {
  const tally: Counts = { recipients: sign * recipients.length };
  for (const key of recipients.flatMap(filledKeys)) tally[`has:${key}`] = (tally[`has:${key}`] ?? 0) + sign;
  return tally;
}

async function whyNot(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  row: AudienceRow,
): Promise<LeftOutBecause | null> {
  const fields = Object.entries(row.fields);
  if (fields.length > MAX_FIELDS || fields.some(([, value]) => value.length > MAX_FIELD_LENGTH))
    return "too_long";
  if (await getRecipient(ctx, campaignId, row.email)) return "duplicate";
  if (await isMember(ctx, row.email)) return "member";
  return (await getSuppression(ctx, row.email)) ? "suppressed" : null;
}

export function getRecipient(ctx: Pick<MutationCtx, "db">, campaignId: Id<"campaigns">, email: string) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId).eq("email", email))
    .unique();
}

async function isMember(ctx: MutationCtx, email: string): Promise<boolean> {
  const member = await ctx.db
    .query("members")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
  return member !== null;
}

function recipient(campaignId: Id<"campaigns">, { email, name, fields }: AudienceRow) {
  return {
    campaignId,
    email,
    ...(name ? { name: name.slice(0, 200) } : {}),
    fields,
    status: "queued" as const,
  };
}
