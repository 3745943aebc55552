/** What is done to several rows of a list at once. */
import { v } from "convex/values";
import { MOST_AT_ONCE } from "../lib/campaign-list";
import * as messages from "../lib/messages/campaign-list";
import { fail } from "./errors";
import { marketerMutation } from "./functions";
import { asActor, audit } from "./model/audit";
import { revokeInvite } from "./model/campaigns/invites";
import { unsuppress } from "./model/campaigns/suppressions";

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

/** Removes addresses from the suppression list. Returns how many were removed. */
export const removeSuppressions = marketerMutation({
  args: { suppressionIds: v.array(v.id("suppressions")) },
  handler: async (ctx, { suppressionIds }) => {
    let removed = 0;
    for (const suppressionId of atMost(suppressionIds)) {
      const row = await ctx.db.get("suppressions", suppressionId);
      if (!row) continue;
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
