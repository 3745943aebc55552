import type { LoginLink } from "@latchkey/login-links/convex";
import type { OwnLinkFields } from "../../../lib/link-view";
import { fillMergeFields } from "../../../lib/merge-fields";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { recipientOf } from "../campaigns/acceptance";
import { grantOf } from "./grants";

/** What the confirm page says about a link in addition to the link's own fields. */
export type Description = Required<Pick<OwnLinkFields, "about" | "grantsRole" | "isInviteRevoked">>;

export async function describe(ctx: QueryCtx, link: LoginLink): Promise<Description> {
  const recipient = await recipientOf(ctx, link);
  return {
    about: await aboutOf(ctx, recipient),
    isInviteRevoked: recipient?.revokedAt !== undefined,
    grantsRole: await grantOf(ctx, link),
  };
}

/**
 * The subject of the campaign, filled in for this recipient. The confirm page does not show the campaign's name, which
 * is for marketers only, but the person has already read the subject.
 */
async function aboutOf(ctx: QueryCtx, recipient: Doc<"recipients"> | null): Promise<string | null> {
  const campaign = recipient && (await ctx.db.get("campaigns", recipient.campaignId));
  return campaign ? fillMergeFields(campaign.subject, recipient, "text") || null : null;
}
