import type { LoginLink } from "@latchkey/login-links/convex";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { receiveOnce } from "./inbox";

type Recipient = Doc<"recipients">;

/** The recipient whose invite this link is, or null if the link is not a campaign's invite. */
export async function recipientOf(
  ctx: QueryCtx,
  { _id, purpose }: Pick<LoginLink, "_id" | "purpose">,
): Promise<Recipient | null> {
  if (purpose !== "invite") return null;
  const recipients = ctx.db.query("recipients");
  const newest = await recipients.withIndex("by_link", (q) => q.eq("linkId", _id)).unique();
  return newest ?? recipients.withIndex("by_previousLink", (q) => q.eq("previousLinkId", _id)).unique();
}

/**
 * Marks the recipient of an invite as accepted, in the transaction of the exchange. For a reminder, also marks the
 * recipient of the original campaign.
 */
export async function accept(ctx: MutationCtx, link: LoginLink): Promise<void> {
  await markAccepted(ctx, await recipientOf(ctx, link));
}

async function markAccepted(ctx: MutationCtx, recipient: Recipient | null): Promise<void> {
  if (!recipient || recipient.acceptedAt !== undefined) return;
  const at = Date.now();
  await ctx.db.patch("recipients", recipient._id, { acceptedAt: at });
  await receiveOnce(ctx, {
    eventId: `accepted/${recipient._id}`,
    type: "accepted",
    recipientId: recipient._id,
    at,
  });
  const { reminderOf } = recipient;
  await markAccepted(ctx, reminderOf ? await ctx.db.get("recipients", reminderOf) : null);
}

/** Gives a recipient the new link in place of the expired one. */
export async function moveInvite(
  ctx: MutationCtx,
  expired: LoginLink,
  linkId: Id<"loginLinks">,
): Promise<void> {
  const recipient = await recipientOf(ctx, expired);
  if (!recipient) return;
  // Replaces only the expired link. The recipient's other link may be in a request to the provider that must be
  // repeated unchanged.
  const field = recipient.linkId === expired._id ? "linkId" : "previousLinkId";
  await ctx.db.patch("recipients", recipient._id, { [field]: linkId });
}
