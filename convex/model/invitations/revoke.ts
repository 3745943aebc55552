import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { asActor, audit } from "../audit";
import { recipientOf } from "../campaigns/acceptance";
import { revokeInvite } from "../campaigns/invites";
import { links } from "../links/links";
import type { Viewer } from "../people/viewer";

/**
 * Revokes an invitation: its link no longer works, and a queued mail is not sent. False if there was nothing to revoke.
 */
export async function revokeInvitation(
  ctx: MutationCtx,
  viewer: Viewer,
  link: Doc<"loginLinks">,
): Promise<boolean> {
  const recipient = await recipientOf(ctx, link);
  const isEnded = recipient ? await revokeInvite(ctx, recipient) : await links.revoke(ctx, link);
  if (!isEnded) return false;
  await audit(ctx, "invite.revoked", {
    actor: asActor(viewer),
    subject: link.email,
    details: recipient ? { campaignId: recipient.campaignId } : { linkId: link._id },
  });
  return true;
}
