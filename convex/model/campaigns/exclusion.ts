/** Decides who must not be added to an audience. Every way to add people uses this. */
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { findBlock } from "../blockedAddresses";
import { isMember } from "../people/members";
import { getSuppression } from "./suppressions";

/**
 * Why an address is left out. `duplicate` means that it is in the audience already, `suppressed` covers bounces, spam
 * reports and suppressions by hand, and `blocked` means that the mail provider does not deliver to it.
 */
export type Exclusion = "duplicate" | "member" | "unsubscribed" | "suppressed" | "blocked";

/** Why this address cannot be added to the campaign's audience; null if it can. */
export async function exclusionOf(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  email: string,
): Promise<Exclusion | null> {
  if (await isInAudience(ctx, campaignId, email)) return "duplicate";
  if (await isMember(ctx, email)) return "member";
  const suppression = await getSuppression(ctx, email);
  if (suppression) return suppression.reason === "unsubscribed" ? "unsubscribed" : "suppressed";
  const block = await findBlock(ctx, email);
  return block && block.unblockedAt === undefined ? "blocked" : null;
}

export async function isInAudience(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  email: string,
): Promise<boolean> {
  const known = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId).eq("email", email))
    .first();
  return known !== null;
}
