/**
 * Which link is a recipient's invite. The previous link works until the provider has accepted the mail with the new
 * one, so at any time a mail in the person's mailbox has a working link. Campaigns do not change each other's invites.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { links } from "../links/links";
import { count } from "./counts";

type Recipient = Doc<"recipients">;
type Links = Pick<Recipient, "linkId" | "previousLinkId">;

/**
 * For a recipient who is claimed. If they are mailed again they already have a link; the oldest link that was mailed is
 * kept.
 */
export function withNewLink({ linkId, previousLinkId }: Links, newLinkId: Id<"loginLinks">): Links {
  return { linkId: newLinkId, previousLinkId: previousLinkId ?? linkId };
}

/**
 * For a claimed recipient whose mail will not be sent: ends the new link and returns the patch that restores the
 * previous one.
 */
export async function withoutNewLink(ctx: MutationCtx, recipient: Links): Promise<Links> {
  await end(ctx, recipient.linkId);
  return { linkId: recipient.previousLinkId, previousLinkId: undefined };
}

/**
 * After the provider has accepted the mail: ends the recipient's previous link, and the invite that this one is a
 * reminder of.
 */
export async function endReplaced(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  await end(ctx, recipient.previousLinkId);
  const original = recipient.reminderOf && (await ctx.db.get("recipients", recipient.reminderOf));
  if (original) await endInvite(ctx, original);
}

/** Ends all links of one invite. False if there was nothing to end. */
export async function endInvite(ctx: MutationCtx, { linkId, previousLinkId }: Links): Promise<boolean> {
  const ended = [await end(ctx, linkId), await end(ctx, previousLinkId)];
  return ended.includes(true);
}

/**
 * Withdraws an invite that was not accepted: its links end, and its mail is not sent if it is still queued. False if
 * there was nothing to end.
 */
export async function withdrawInvite(ctx: MutationCtx, recipient: Recipient): Promise<boolean> {
  if (!(await endInvite(ctx, recipient))) return false;
  const status = recipient.status === "queued" ? withdrawnStatus(recipient) : recipient.status;
  await ctx.db.patch("recipients", recipient._id, { revokedAt: Date.now(), status });
  if (status === "withdrawn") await count(ctx, recipient.campaignId, "sender", { withdrawn: 1 });
  return true;
}

/** The status of a recipient whose mail will not be sent. If an earlier mail was sent, its results still count. */
export function withdrawnStatus(recipient: Recipient): Recipient["status"] {
  const { sentAt, delayedAt, deliveredAt, openedAt, clickedAt } = recipient;
  if (sentAt === undefined) return "withdrawn";
  if (clickedAt !== undefined) return "clicked";
  if (openedAt !== undefined) return "opened";
  if (deliveredAt !== undefined) return "delivered";
  return delayedAt === undefined ? "sent" : "delayed";
}

async function end(ctx: MutationCtx, linkId: Id<"loginLinks"> | undefined): Promise<boolean> {
  const link = linkId && (await ctx.db.get("loginLinks", linkId));
  return link ? links.revoke(ctx, link) : false;
}
