/** Approval: a writer asks for it, and whoever launches the campaign gives it. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";
import { countsOf } from "./counts";
import { versionOf } from "./edits";

export function approvalOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"approvals"> | null> {
  return ctx.db
    .query("approvals")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

/** What somebody asks approval for. */
export async function asItIs(ctx: QueryCtx, campaign: Campaign) {
  const { recipients = 0, removed = 0 } = await countsOf(ctx, campaign._id);
  return { version: versionOf(campaign), audience: { recipients, removed } };
}

/** Requests from before the audience was stored are compared by the text only. */
export async function hasChangedSince(
  ctx: QueryCtx,
  campaign: Campaign,
  asked: Doc<"approvals">,
): Promise<boolean> {
  const { version, audience } = await asItIs(ctx, campaign);
  const { recipients, removed } = asked.audience ?? audience;
  return asked.version !== version || recipients !== audience.recipients || removed !== audience.removed;
}

/** Ends the request for approval. Returns what the audit log says about a launch: who wrote, and who asked. */
export async function approve(
  ctx: MutationCtx,
  { _id, invitedBy }: Campaign,
): Promise<Record<string, string>> {
  const asked = await approvalOf(ctx, _id);
  if (asked) await ctx.db.delete("approvals", asked._id);
  return { writtenBy: invitedBy, ...(asked ? { askedBy: asked.email } : {}) };
}
