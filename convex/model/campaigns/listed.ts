/**
 * The rows by which the list of campaigns finds a campaign: its words, its labels and its accepted rate. Each row has a
 * copy of `isArchived`, so that the list never has to read archived campaigns.
 */
import { campaignWords, sortNameOf } from "../../../lib/campaign-list";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";

type Named = Pick<Campaign, "name" | "subject" | "isArchived">;

/** More rows than one campaign can have (see lib/campaign-list.ts), so that one read finds all of them. */
const MOST_ROWS = 50;

/** Replaces the words of a campaign whose name or subject has changed. Only the words that differ are written. */
export async function enterCampaignWords(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  campaign: Named,
): Promise<void> {
  const wanted = new Set(campaignWords(campaign));
  for (const { _id, word } of await wordRows(ctx, campaignId))
    if (!wanted.delete(word)) await ctx.db.delete("campaignWords", _id);
  const isArchived = campaign.isArchived ?? false;
  for (const word of wanted) await ctx.db.insert("campaignWords", { campaignId, isArchived, word });
}

/** The fields of a campaign that are derived from its name. */
export const namedFields = ({ name }: Pick<Campaign, "name">) => ({ sortName: sortNameOf(name) });

export function rateRow(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"campaignRates"> | null> {
  return ctx.db
    .query("campaignRates")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export function wordRows(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"campaignWords">[]> {
  return ctx.db
    .query("campaignWords")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .take(MOST_ROWS);
}

export function labelRows(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"campaignLabels">[]> {
  return ctx.db
    .query("campaignLabels")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .take(MOST_ROWS);
}
