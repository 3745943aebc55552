/** The mail of a launched campaign, rendered once. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";

export function findTemplate(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
): Promise<Doc<"campaignTemplates"> | null> {
  return ctx.db
    .query("campaignTemplates")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export async function hasTemplate(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<boolean> {
  return (await findTemplate(ctx, campaignId)) !== null;
}

export async function templateOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<string> {
  const row = await findTemplate(ctx, campaignId);
  if (!row) throw new Error(`Campaign ${campaignId} is sending without a template.`);
  return row.template;
}
