/** Labels, by which marketers group campaigns in the list. */
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";
import { labelRows } from "./listed";

/** How many different labels are listed. */
const MOST = 100;

/** The labels that campaigns have, sorted. It reads one row for each label, however many campaigns have it. */
export async function labelsInUse(ctx: QueryCtx): Promise<string[]> {
  const found: string[] = [];
  while (found.length < MOST) {
    const last = found.at(-1);
    const next = await ctx.db
      .query("campaignLabels")
      .withIndex("by_label", (q) => (last === undefined ? q : q.gt("label", last)))
      .first();
    if (!next) break;
    found.push(next.label);
  }
  return found.sort((a, b) => a.localeCompare(b));
}

/** Replaces the labels of a campaign. */
export async function setLabels(ctx: MutationCtx, campaign: Campaign, labels: string[]): Promise<void> {
  const { _id: campaignId, isArchived = false } = campaign;
  const wanted = new Set(labels);
  for (const { _id, label } of await labelRows(ctx, campaignId))
    if (!wanted.delete(label)) await ctx.db.delete("campaignLabels", _id);
  for (const label of wanted) await ctx.db.insert("campaignLabels", { campaignId, isArchived, label });
  await ctx.db.patch("campaigns", campaignId, { labels });
}
