/** What is done to several rows of a list at once. */
import { v } from "convex/values";
import { MOST_AT_ONCE } from "../lib/campaign-list";
import * as messages from "../lib/messages/campaign-list";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { marketerMutation } from "./functions";
import { asActor, audit } from "./model/audit";
import { requireCampaign, step } from "./model/campaigns/campaign";
import { revokeInvite } from "./model/campaigns/invites";
import { proceedUnlessDue, requeue } from "./model/campaigns/requeueing";
import { isErased, unsuppress } from "./model/campaigns/suppressions";
import type { Viewer } from "./model/people/viewer";

/** Ends the invites of these recipients that have not been accepted. Returns how many were ended. */
export const revokeInvites = marketerMutation({
  args: { recipientIds: v.array(v.id("recipients")) },
  handler: async (ctx, { recipientIds }) => {
    let revoked = 0;
    for (const recipientId of atMost(recipientIds)) {
      const recipient = await ctx.db.get("recipients", recipientId);
      if (!recipient || !(await revokeInvite(ctx, recipient))) continue;
      revoked++;
      const { email, campaignId } = recipient;
      await audit(ctx, "invite.revoked", {
        actor: asActor(ctx.viewer),
        subject: email,
        details: { campaignId },
      });
    }
    return revoked;
  },
});

/**
 * Sends the mail again to those of these recipients of a campaign whose mail failed. Recipients who are queued, were
 * mailed or were revoked meanwhile are skipped, so a repeated call mails nobody twice. Returns how many are mailed.
 */
export const sendAgain = marketerMutation({
  args: { campaignId: v.id("campaigns"), recipientIds: v.array(v.id("recipients")) },
  handler: async (ctx, { campaignId, recipientIds }) => {
    const campaign = await requireCampaign(ctx, campaignId);
    const recipients = await Promise.all([...atMost(recipientIds)].map((id) => ctx.db.get("recipients", id)));
    const failed = recipients.filter(
      (one) => one?.campaignId === campaignId && one.status === "failed" && one.revokedAt === undefined,
    ) as Doc<"recipients">[];
    if (failed.length === 0) return 0;
    await reopen(ctx, campaign, failed.length);
    const queued = await requeue(ctx, campaignId, failed);
    await proceedUnlessDue(ctx, campaignId);
    return queued;
  },
});

/** A large selection arrives in several calls. After the first one, the campaign is sending already. */
async function reopen(
  ctx: MutationCtx & { viewer: Viewer },
  campaign: Doc<"campaigns">,
  recipients: number,
): Promise<void> {
  const event = { actor: asActor(ctx.viewer), details: { campaignId: campaign._id, recipients } };
  if (campaign.status === "sending")
    return audit(ctx, "campaign.retried", { ...event, subject: campaign.name });
  const patch = { finishedAt: undefined, startedBy: ctx.viewer.id };
  await step(ctx, campaign, "reopen", { ...event, action: "campaign.retried", patch });
}

/**
 * Removes addresses from the suppression list. Returns how many were removed. Erased people are skipped: nobody can tell
 * who they are in a list, and the next import would invite them again.
 */
export const removeSuppressions = marketerMutation({
  args: { suppressionIds: v.array(v.id("suppressions")) },
  handler: async (ctx, { suppressionIds }) => {
    let removed = 0;
    for (const suppressionId of atMost(suppressionIds)) {
      const row = await ctx.db.get("suppressions", suppressionId);
      if (!row || isErased(row)) continue;
      await unsuppress(ctx, row.email, { by: asActor(ctx.viewer) });
      removed++;
    }
    return removed;
  },
});

function atMost<Id>(ids: Id[]): Set<Id> {
  if (ids.length > MOST_AT_ONCE) fail("invalid", messages.tooManyAtOnce(MOST_AT_ONCE));
  return new Set(ids);
}
