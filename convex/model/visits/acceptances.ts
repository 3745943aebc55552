import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

/** Adds an acceptance to the visits. The projector calls this, so that the exchange does not have to write it. */
export async function noteAccepted(
  ctx: MutationCtx,
  recipient: Doc<"recipients">,
  at: number,
): Promise<void> {
  const { _id: recipientId, campaignId, linkId } = recipient;
  const accepted = { campaignId, recipientId, linkId, kind: "accepted" as const, at, isCounted: false };
  await ctx.db.insert("linkVisits", accepted);
}
