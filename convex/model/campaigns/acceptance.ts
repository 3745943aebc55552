import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { receiveOnce } from "./deliveryEvents";

/** Marks the recipient whose invite was exchanged, in the exchange's own transaction, and whoever it was a reminder for. */
export async function accept(ctx: MutationCtx, recipientId: Id<"recipients"> | undefined): Promise<void> {
  const recipient: Doc<"recipients"> | null = recipientId
    ? await ctx.db.get("recipients", recipientId)
    : null;
  if (!recipient || recipient.acceptedAt !== undefined) return;
  const at = Date.now();
  await ctx.db.patch("recipients", recipient._id, { acceptedAt: at });
  await receiveOnce(ctx, {
    eventId: `accepted/${recipient._id}`,
    type: "accepted",
    recipientId: recipient._id,
    at,
  });
  await accept(ctx, recipient.reminderOf);
}
