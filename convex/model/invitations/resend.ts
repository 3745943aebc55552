/** Mails an invitation again, with a new link. The old link works until the new mail has been sent. */
import { mailboxKey } from "@latchkey/login-links/http";
import * as messages from "../../../lib/messages/invitations";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { mailLink } from "../../mail/queue";
import { takeFrom } from "../../rateLimits";
import { asActor, audit } from "../audit";
import { recipientOf } from "../campaigns/acceptance";
import { requireCampaign, unarchiveSoon } from "../campaigns/campaign";
import { count } from "../campaigns/counts";
import { startSending } from "../campaigns/starting";
import { after } from "../campaigns/status";
import { getSuppression } from "../campaigns/suppressions";
import { grant, grantOf } from "../links/grants";
import { links } from "../links/links";
import { isMember } from "../people/members";
import { requireProof } from "../people/proof";
import type { Viewer } from "../people/viewer";
import { MINUTE } from "../time";

type LoginLink = Doc<"loginLinks">;
type Recipient = Doc<"recipients">;

/** A mail that was not sent after this long, in ms, counts as lost and can be sent again. */
const LOST_AFTER = 10 * MINUTE;

export async function resendInvitation(ctx: MutationCtx, viewer: Viewer, link: LoginLink): Promise<void> {
  if (link.usedAt !== undefined) fail("conflict", messages.ACCEPTED);
  if (link.revokedAt !== undefined) fail("conflict", messages.OVER);
  const recipient = await recipientOf(ctx, link);
  await requireProof(ctx, viewer, recipient ? "launch" : "grantRole");
  const limit = await takeFrom(ctx, "resendsPerAddressADay", mailboxKey(link.email));
  if (!limit.ok) fail("conflict", messages.OFTEN_TODAY);
  if (recipient) await resendOfCampaign(ctx, viewer, recipient);
  else await resendToColleague(ctx, viewer, link);
}

/** The person who sends the invitation again is the maker of the new link, so it ends with that person's role. */
async function resendToColleague(ctx: MutationCtx, viewer: Viewer, link: LoginLink): Promise<void> {
  const { _id, _creationTime, email, name, next, metadata, lifetime, mailedAt, notMailedBecause } = link;
  const isQueued = mailedAt === undefined && notMailedBecause === undefined;
  if (isQueued && Date.now() < _creationTime + LOST_AFTER) fail("conflict", messages.STILL_SENDING);
  const fields = { email, name, next, metadata, lifetime };
  const made = { purpose: "minted", verifiesEmail: true, mintedBy: asActor(viewer), replaces: _id } as const;
  const { _id: linkId } = await links.create(ctx, { ...fields, ...made });
  const role = await grantOf(ctx, link);
  if (role) await grant(ctx, linkId, role);
  await mailLink(ctx, linkId);
  await audit(ctx, "invite.resent", {
    actor: asActor(viewer),
    subject: email,
    details: { linkId, ...(role ? { role } : {}) },
  });
}

/**
 * Puts the recipient back into the queue of the campaign. The campaign then makes the new link and ends the old one.
 */
async function resendOfCampaign(ctx: MutationCtx, viewer: Viewer, recipient: Recipient): Promise<void> {
  const { _id, email, campaignId, status, acceptedAt } = recipient;
  if (acceptedAt !== undefined || (await isMember(ctx, email))) fail("conflict", messages.MEMBER_BY_NOW);
  if (await getSuppression(ctx, email)) fail("conflict", messages.SUPPRESSED);
  if (status === "queued" || status === "claimed") fail("conflict", messages.STILL_SENDING);
  await reopen(ctx, viewer, recipient);
  if (status === "failed") await count(ctx, campaignId, "sender", { failed: -1 });
  const cleared = { batchId: undefined, error: undefined, failedAt: undefined };
  await ctx.db.patch("recipients", _id, { status: "queued", ...cleared });
  await startSending(ctx, campaignId);
  await audit(ctx, "invite.resent", {
    actor: asActor(viewer),
    subject: email,
    details: { campaignId, recipientId: _id },
  });
}

async function reopen(ctx: MutationCtx, viewer: Viewer, { campaignId }: Recipient): Promise<void> {
  const campaign = await requireCampaign(ctx, campaignId);
  if (campaign.status === "sending") return;
  if (campaign.status === "paused") fail("conflict", messages.CAMPAIGN_PAUSED);
  if (campaign.status === "cancelled") fail("conflict", messages.CAMPAIGN_CANCELLED);
  const status = after(campaign, "reopen");
  await ctx.db.patch("campaigns", campaignId, { status, finishedAt: undefined, startedBy: viewer.id });
  if (campaign.isArchived) await unarchiveSoon(ctx, campaignId);
}
