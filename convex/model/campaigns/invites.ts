/**
 * Which link a recipient's invite is. The link before it lives until the provider has taken the mail with the new one, so that
 * at any time a mail in their mailbox has a link that works. Different campaigns do not touch each other's invites.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { links } from "../links/links";

type Recipient = Doc<"recipients">;
type Links = Pick<Recipient, "linkId" | "previousLinkId">;

/** When a recipient is claimed. Somebody who is sent to once more has a link already: the oldest that was mailed is kept. */
export function withNewLink({ linkId, previousLinkId }: Links, newLinkId: Id<"loginLinks">): Links {
  return { linkId: newLinkId, previousLinkId: previousLinkId ?? linkId };
}

/** When the mail of a claimed recipient will not leave: ends the new link. Returns the patch that brings back the one before. */
export async function withoutNewLink(ctx: MutationCtx, recipient: Links): Promise<Links> {
  await end(ctx, recipient.linkId);
  return { linkId: recipient.previousLinkId, previousLinkId: undefined };
}

/** When the provider has taken the mail: ends the recipient's link before it, and the invite that it reminds of. */
export async function endReplaced(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  await end(ctx, recipient.previousLinkId);
  const original = recipient.reminderOf && (await ctx.db.get("recipients", recipient.reminderOf));
  if (original) await endInvite(ctx, original);
}

/** Ends all links of one invite. False when there was nothing to end. */
export async function endInvite(ctx: MutationCtx, { linkId, previousLinkId }: Links): Promise<boolean> {
  const ended = [await end(ctx, linkId), await end(ctx, previousLinkId)];
  return ended.includes(true);
}

async function end(ctx: MutationCtx, linkId: Id<"loginLinks"> | undefined): Promise<boolean> {
  const link = linkId && (await ctx.db.get("loginLinks", linkId));
  return link ? links.revoke(ctx, link) : false;
}
