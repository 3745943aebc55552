/**
 * The links of a recipient's invite. The previous link works until the provider has accepted the mail with the new
 * link, so the recipient's mailbox always has a mail with a working link. A campaign does not change the invites of
 * other campaigns, except that a reminder replaces the original invite.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { links } from "../links/links";
import { dueOf, remindersOf } from "../reminders/rows";
import { count } from "./counts";

type Recipient = Doc<"recipients">;
type Links = Pick<Recipient, "linkId" | "previousLinkId">;

/**
 * The patch for a recipient who is claimed. A recipient who is mailed again already has a link, which is kept as the
 * previous link. If they have a previous link already, that one is kept, because it is the link that was mailed.
 */
export function withNewLink({ linkId, previousLinkId }: Links, newLinkId: Id<"loginLinks">): Links {
  return { linkId: newLinkId, previousLinkId: previousLinkId ?? linkId };
}

/**
 * Ends the new link of a claimed recipient whose mail will not be sent, and returns the patch that restores the
 * previous link.
 */
export async function withoutNewLink(ctx: MutationCtx, recipient: Links): Promise<Links> {
  await end(ctx, recipient.linkId);
  return { linkId: recipient.previousLinkId, previousLinkId: undefined };
}

/**
 * Ends the recipient's previous link and, for a reminder, the original invite and earlier reminders. Call this after
 * the provider has accepted the mail.
 */
export async function endReplaced(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  await end(ctx, recipient.previousLinkId);
  if (!recipient.reminderOf) return;
  for (const row of await familyOf(ctx, recipient))
    if (row._creationTime < recipient._creationTime) await endInvite(ctx, row);
}

/** The rows of one person: in the original campaign first, then in its reminders. */
async function familyOf(ctx: MutationCtx, recipient: Recipient): Promise<Recipient[]> {
  const { reminderOf } = recipient;
  const original = (reminderOf && (await ctx.db.get("recipients", reminderOf))) || recipient;
  return [original, ...(await remindersOf(ctx, original._id))];
}

/** Ends all links of one invite. False if there was nothing to end. */
export async function endInvite(ctx: MutationCtx, { linkId, previousLinkId }: Links): Promise<boolean> {
  const ended = [await end(ctx, linkId), await end(ctx, previousLinkId)];
  return ended.includes(true);
}

/**
 * Revokes a person's invite: its links end, including those in reminders, and a queued mail is not sent. False if no
 * link was left to end, for example because the invite was accepted.
 */
export async function revokeInvite(ctx: MutationCtx, recipient: Recipient): Promise<boolean> {
  const family = await familyOf(ctx, recipient);
  const revoked = new Set<Recipient>();
  for (const row of family) if (await endInvite(ctx, row)) revoked.add(row);
  const [original = recipient] = family;
  if (revoked.size === 0 && !(await dueOf(ctx, original._id))) return false;
  const marked = family.filter((row) => revoked.has(row) || row === original || row._id === recipient._id);
  for (const row of marked) await markRevoked(ctx, row);
  return true;
}

async function markRevoked(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  if (recipient.revokedAt !== undefined) return;
  const status = recipient.status === "queued" ? withdrawnStatus(recipient) : recipient.status;
  await ctx.db.patch("recipients", recipient._id, { revokedAt: Date.now(), status });
  const isWithdrawn = status === "withdrawn" && recipient.status !== "withdrawn";
  await count(ctx, recipient.campaignId, "sender", { revoked: 1, ...(isWithdrawn ? { withdrawn: 1 } : {}) });
}

/** The status of a recipient whose queued mail will not be sent: `withdrawn`, or the last status of an earlier mail. */
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
