import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { asActor, audit } from "../audit";
import { recipientOf } from "../campaigns/acceptance";
import { withdrawInvite } from "../campaigns/invites";
import { links } from "../links/links";
import type { Viewer } from "../people/viewer";

/**
 * Withdraws an invitation: its link no longer works, and a queued mail is not sent. False if there was nothing to end.
 */
export async function withdrawInvitation(
  ctx: MutationCtx,
  viewer: Viewer,
  link: Doc<"loginLinks">,
): Promise<boolean> {
  const recipient = await recipientOf(ctx, link);
  const isEnded = recipient ? await withdrawInvite(ctx, recipient) : await links.revoke(ctx, link);
  if (!isEnded) return false;
  await audit(ctx, "invite.revoked", {
    actor: asActor(viewer),
    subject: link.email,
    details: recipient ? { campaignId: recipient.campaignId } : { linkId: link._id },
  });
  return true;
}
