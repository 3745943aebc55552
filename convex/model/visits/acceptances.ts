import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

/** Adds an acceptance to the visits. Only the projector calls this, so that the exchange writes nothing more. */
export async function noteAccepted(
  ctx: MutationCtx,
  recipient: Doc<"recipients">,
  at: number,
): Promise<void> {
  const { _id: recipientId, campaignId, linkId } = recipient;
  const accepted = { campaignId, recipientId, linkId, kind: "accepted" as const, at, isCounted: false };
  await ctx.db.insert("linkVisits", accepted);
}
